// The signed-in person's current password, under the same limits as at the sign-in.
import { unlessBusy } from '../../busy.ts'
import type { Deps } from '../../deps.ts'
import { findUsablePassword } from '../../records/passwords/store.ts'
import { countTry, forgetTries, noteWrongTry, type Tries } from '../../records/passwords/wrong-tries.ts'
import { type Result, refuse } from '../../result.ts'
import type { Person } from '../../web/person.ts'

export type PasswordProof = { person: Person; password: string; address: string }

/** Gives the hash that was proven. A stolen session gets five guesses, counted by the account and apart from the sign-in's. */
export async function provePassword(deps: Deps, input: PasswordProof): Promise<Result<{ hash: string }>> {
  if (!input.password) return refuse('password-missing')
  return unlessBusy(deps.hasher, () => countAndCompare(deps, input))
}

async function countAndCompare(deps: Deps, input: PasswordProof): Promise<Result<{ hash: string }>> {
  const tries = { subject: `account ${input.person.account.id}`, from: deps.from(input.address) }
  const counted = await countTry(deps.db, tries)
  return counted.ok ? compare(deps, input, { tries, isLast: counted.isLast }) : counted
}

type Tried = { tries: Tries; isLast: boolean }

async function compare(deps: Deps, { person, password }: PasswordProof, { tries, isLast }: Tried) {
  const { account, session } = person
  const stored = await findUsablePassword(deps.db, account.id)
  if ((await deps.hasher.verify(stored?.hash, password)) && stored) {
    await forgetTries(deps.db, tries, account.id)
    return { ok: true as const, hash: stored.hash }
  }
  const lock = await noteWrongTry(deps.db, tries, { accountId: account.id, sessionId: session.id, isLast })
  return lock ?? refuse('password-old-wrong')
}
