// The second proof is right → one session, once; the door is rechecked at this step too.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { type Attempt, finishAttempt } from '../../../records/attempts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import type { Way } from '../../../records/factors/store.ts'
import { amrOf } from '../../../records/factors/ways.ts'
import { confirmCodePhone } from '../../../records/phones/store.ts'
import { openSession } from '../../../records/sessions/open-session.ts'
import { findCoveringPeriod } from '../../../records/standby/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import type { Entered } from '../finish/finish.ts'
import { findDoorWays } from './door-ways.ts'

export type Entering = { attempt: Attempt; address: string; device: string }

/** Looks at the second proof inside the transaction: null where it is right. Its counters are kept also when it is not. */
export type Look = (tx: Db) => Promise<Refusal | null>

export const enterBy = (deps: Deps, way: Way, input: Entering, look: Look): Promise<Result<Entered>> =>
  inTransaction(deps.db, async (tx) => {
    const { account_id: accountId, door } = input.attempt
    const period = door === 'standby' ? await findCoveringPeriod(tx, accountId) : undefined
    if (door === 'standby' && !period) return refuseHere(tx, input, 'sign-in-refused', refuse('period-closed'))
    const { usable } = await findDoorWays(tx, deps, { accountId, door })
    if (!usable.includes(way))
      return refuseHere(tx, input, 'sign-in-refused', refuse(way === 'sms' ? 'sms-off' : 'way-gone'))
    const refusal = await look(tx)
    return refusal ? refuseHere(tx, input, 'code-wrong', refusal) : enter(tx, way, input, period?.id ?? null)
  })

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
  { attempt, address, device }: Entering,
  periodId: string | null,
): Promise<Result<Entered>> {
  const { account_id: accountId, errand } = attempt
  const door = attempt.door === 'standby' ? 'standby' : 'phone'
  if (!(await finishAttempt(tx, attempt.id, way))) return refuse('attempt-over')
  if (way === 'sms') await confirmCodePhone(tx, accountId)
  const amr = ['pwd', amrOf[way]] as const
  const session = await openSession(tx, {
    accountId,
    door,
    amr,
    periodId,
    browser: errand.browser,
    device,
    address,
    interactionUid: errand.interaction ?? null,
    portalSecret: null,
  })
  await writeAudit(tx, { event: 'sign-in', accountId, sessionId: session.id, periodId, door, address, detail: { way } })
  return { ok: true, accountId, sessionId: session.id, token: session.token, door, at: session.at }
}
