// An administrator says what came of looking into somebody's standby sign-ins: once for each way they stand.
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { recordReview } from '../../../records/reconciliation/reviews.ts'
import {
  findStanding,
  type Outcome,
  type OfficerOfPeriod,
  type Standing,
} from '../../../records/reconciliation/standings.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { moment } from '../../../web/times.ts'

export type ReviewInput = OfficerOfPeriod & {
  /** How the officer stood on the page that the actor looked at. */
  seen: Standing
  outcome: Outcome
  /** As `cleanFinding` gives it. */
  finding: string
  actorId: string
  address: string
}

/** Browsers send the ends of lines as CR LF. */
export const cleanFinding = (typed: string): string => typed.replaceAll('\r\n', '\n').trim()

/** `finding` is clean; counted in characters, as people do. */
export function findingFault(finding: string): Refusal | null {
  const { findingLeast, findingMost } = limits.reconciliation
  const { length } = [...finding]
  return length < findingLeast || length > findingMost ? refuse('finding-length') : null
}

/** Refusals: finding-length; reviewed-already with who and when; review-early; review-moved. */
export async function reviewSignIns({ db }: Pick<Deps, 'db'>, input: ReviewInput): Promise<Result> {
  const { periodId, accountId, seen, outcome, finding, actorId, address } = input
  const fault = findingFault(finding)
  if (fault) return fault
  const review = { periodId, accountId, standing: seen, outcome, finding, by: actorId }
  const detail = { standing: seen, outcome, finding }
  const told = { event: 'sign-ins-reviewed', accountId, actorId, periodId, door: 'console', address, detail } as const
  return (await recordReview(db, review, told)) ? { ok: true } : whyNot({ db }, input)
}

async function whyNot({ db }: Pick<Deps, 'db'>, { seen, ...of }: ReviewInput): Promise<Refusal> {
  const now = await findStanding(db, of)
  const first = now?.reviews.find(({ standing }) => standing === seen)
  // Both languages write the time alike.
  if (first)
    return refuse('reviewed-already', { with: { who: first.by, at: moment('vi', new Date(first.reviewed_at)) } })
  return now?.standing === seen && now.is_doubtful ? refuse('review-early') : refuse('review-moved')
}
