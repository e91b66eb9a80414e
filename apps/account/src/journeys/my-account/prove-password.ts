// The signed-in person's current password, under the same limits as at the sign-in.
import type { Deps } from '../../deps.ts'
import { writeAudit } from '../../records/audit/write-audit.ts'
import { HashQueueFull } from '../../records/passwords/hasher.ts'
import { findUsablePassword } from '../../records/passwords/store.ts'
import { countTry, forgetTries, noteWrongTry } from '../../records/passwords/wrong-tries.ts'
import { type Refusal, type Result, refuse } from '../../result.ts'
import type { Person } from '../../web/person.ts'

export type PasswordProof = { person: Person; password: string; address: string }

/** Gives the hash that was proven. A stolen session gets five guesses, counted by the account and apart from the sign-in's. */
export async function provePassword(deps: Deps, input: PasswordProof): Promise<Result<{ hash: string }>> {
  const { person, password, address } = input
  const { account, session } = person
  if (!password) return refuse('password-missing')
  const tries = { subject: `account ${account.id}`, address }
  const lock = await countTry(deps.db, tries)
  if (lock) return refuse(lock.code, { retryAfter: lock.retryAfter })
  const stored = await findUsablePassword(deps.db, account.id)
  const same = await deps.hasher.verify(stored?.hash, password).catch(queueFull)
  if (typeof same !== 'boolean') return same
  if (same && stored) {
    await forgetTries(deps.db, tries, account.id)
    return { ok: true, hash: stored.hash }
  }
  await noteWrongTry(deps.db, tries, account.id)
  await writeAudit(deps.db, { event: 'password-wrong', accountId: account.id, sessionId: session.id, address })
  return refuse('password-old-wrong')
}

/** More people than cores can check passwords for: say so at once instead of letting them wait. */
function queueFull(error: unknown): Refusal {
  if (error instanceof HashQueueFull) return refuse('busy', { retryAfter: 5 })
  throw error
}
