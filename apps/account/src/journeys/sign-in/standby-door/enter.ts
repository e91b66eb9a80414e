// The second proof is right → one session, once; the door is rechecked at this step too.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { type Attempt, finishAttempt } from '../../../records/attempts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import type { Way } from '../../../records/factors/store.ts'
import { amrOf } from '../../../records/factors/ways.ts'
import { addLastSession } from '../../../records/sessions/open-session.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import type { Entered } from '../finish/finish.ts'
import { signOfDevice } from '../sign-of-device.ts'
import { doorWays } from './door-ways.ts'

export type Entering = {
  attempt: Attempt
  address: string
  device: string
  /** Has somebody with one of these numbers signed in on this browser before? */
  isKnownDevice: (numbers: readonly string[]) => boolean
}

/** Looks at the second proof inside the transaction: null where it is right. Its counters are kept also when it is not. */
export type Look = (tx: Db) => Promise<Refusal | null>

/** Door and ways are as this request found them: what ends them later ends the attempt, the code or the way, which is seen inside. */
export async function enterBy(deps: Deps, way: Way, input: Entering, look: Look): Promise<Result<Entered>> {
  const { db } = deps
  const { attempt } = input
  if (attempt.door === 'standby' && !attempt.covered_by)
    return refuseHere(db, input, 'sign-in-refused', refuse('period-closed'))
  if (!doorWays(deps, attempt.door, attempt).usable.includes(way))
    return refuseHere(db, input, 'sign-in-refused', refuse(way === 'sms' ? 'sms-off' : 'way-gone'))
  return inTransaction(db, async (tx) => {
    const refusal = await look(tx)
    return refusal ? refuseHere(tx, input, 'code-wrong', refusal) : enter(tx, way, input)
  })
}

async function refuseHere(
  tx: Db,
  { attempt, address }: Entering,
  event: 'sign-in-refused' | 'code-wrong',
  refusal: Refusal,
): Promise<Refusal> {
  const { account_id: accountId, door, period_id: periodId } = attempt
  await writeAudit(tx, { event, accountId, door, periodId, address, detail: { why: refusal.code } })
  return refusal
}

async function enter(
  tx: Db,
  way: Way,
  { attempt, address, device, isKnownDevice }: Entering,
): Promise<Result<Entered>> {
  const { account_id: accountId, errand, numbers } = attempt
  const door = attempt.door === 'standby' ? 'standby' : 'phone'
  const periodId = door === 'standby' ? attempt.covered_by : null
  if (!(await finishAttempt(tx, attempt, way))) return refuse('attempt-over')
  const amr = ['pwd', amrOf[way]] as const
  const interactionUid = errand.interaction ?? null
  const made = { accountId, door, amr, periodId, browser: errand.browser, device, address, interactionUid } as const
  const detail = { way, ...signOfDevice(isKnownDevice(numbers)) }
  const told = { event: 'sign-in', accountId, periodId, door, address, detail } as const
  const session = await addLastSession(tx, { ...made, portalSecret: null }, told)
  return { ok: true, accountId, sessionId: session.id, token: session.token, door, at: session.at, numbers }
}
