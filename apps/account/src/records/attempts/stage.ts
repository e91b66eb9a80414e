// Where an attempt stands, computed from its facts (architecture.md §7). docs/journeys.md is drawn from this table.
import type { Attempt } from './store.ts'

export type Stage = 'enter-code' | 'finished' | 'expired' | 'voided'

type Facts = Pick<Attempt, 'password_ok_at' | 'code_ok_at' | 'finished_at' | 'voided_at' | 'is_expired'>

export function stageOf(attempt: Facts): Stage {
  if (attempt.finished_at) return 'finished'
  if (attempt.voided_at) return 'voided'
  if (attempt.is_expired) return 'expired'
  return 'enter-code'
}

/** The page of each stage, without its language. */
export const pageOfStage: Record<Stage, string> = {
  'enter-code': '/sign-in/code',
  finished: '/my-account/info',
  expired: '/sign-in',
  voided: '/sign-in',
}
