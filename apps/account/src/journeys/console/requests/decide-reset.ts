// An administrator approves or declines a reset request: once, never their own.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { decideRequest } from '../../../records/resets/store.ts'
import { type Result, refuse } from '../../../result.ts'

export type Decision = { id: string; approved: boolean; actorId: string; address: string }

/** Refusal: request-gone where somebody decided first, or there is no such request. */
export async function decideReset(
  deps: Pick<Deps, 'db'>,
  { id, approved, actorId, address }: Decision,
): Promise<Result> {
  return inTransaction(deps.db, async (tx): Promise<Result> => {
    const decided = await decideRequest(tx, { id, by: actorId, approved, agency: null })
    if (!decided) return refuse('request-gone')
    const event = approved ? 'reset-approved' : 'reset-declined'
    await writeAudit(tx, { event, accountId: decided.account_id, actorId, door: 'console', address })
    return { ok: true }
  })
}
