// One of the two people says yes or no; with the second yes a held account opens, and a new number may be proven.
import type { Db } from '@motcua/db/query.ts'
import { releaseAccount } from '../accounts/holds.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { endSessions } from '../sessions/store.ts'
import { approveJoint, type Approver, declineJoint, endJoint, whyNot } from './store.ts'

export type JointDecision = { id: string; approved: boolean; by: Approver; address: string }
export type JointAnswer =
  | { ok: true; done: 'first-yes' | 'both-yes' | 'no' }
  | { ok: false; code: 'request-gone' | 'joint-same' | 'joint-unit' }

/** In the caller's transaction. */
export const decideJoint = (db: Db, decision: JointDecision): Promise<JointAnswer> =>
  decision.approved ? approve(db, decision) : decline(db, decision)

const refusals = { gone: 'request-gone', same: 'joint-same', unit: 'joint-unit' } as const

async function approve(db: Db, { id, by, address }: JointDecision): Promise<JointAnswer> {
  const yes = await approveJoint(db, id, by)
  if (!yes) return { ok: false, code: refusals[await whyNot(db, id, by)] }
  const { account_id: accountId, kind, isSecond } = yes
  const detail = { for: kind, yes: isSecond ? 2 : 1 }
  await writeAudit(db, { event: 'joint-approved', accountId, actorId: by.id, address, detail })
  if (isSecond && kind === 'release') await openHeld(db, { accountId, actorId: by.id, address })
  return { ok: true, done: isSecond ? 'both-yes' : 'first-yes' }
}

async function decline(db: Db, { id, by, address }: JointDecision): Promise<JointAnswer> {
  const no = await declineJoint(db, id, by)
  if (!no) return { ok: false, code: 'request-gone' }
  await writeAudit(db, { event: 'joint-declined', accountId: no.account_id, actorId: by.id, address })
  return { ok: true, done: 'no' }
}

/** The hold ends, whoever proved it. False where it was over. Sessions of before do not come back. */
export async function openHeld(
  db: Db,
  who: { accountId: string; actorId?: string; address: string },
): Promise<boolean> {
  if (!(await releaseAccount(db, who.accountId))) return false
  await endJoint(db, { accountId: who.accountId, kind: 'release', reason: 'released' })
  await endSessions(db, { accountId: who.accountId }, { reason: 'held' })
  await writeAudit(db, { event: 'account-released', ...who })
  return true
}
