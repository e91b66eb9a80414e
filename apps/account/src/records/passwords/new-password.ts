// May this become the person's password? Policy, block-list, context words, the last ten.
import type { Db } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import type { BlockedPasswords } from './blocked-passwords.ts'
import type { Hasher } from './hasher.ts'
import { type PasswordFault, passwordFault } from './policy.ts'
import { lastHashes } from './store.ts'

type Needs = {
  db: Db
  hasher: Hasher
  blocked: BlockedPasswords
  config: { SYSTEM_NAME: string; SHORT_NAME: string; PLACE_NAME: string }
}

export type NewPasswordFault = PasswordFault | 'password-missing' | 'password-unlike' | 'password-reused'

/** What can be said from what was typed alone; `about`: the name, the number, whatever else is known of the person. */
export function typedPasswordFault(
  { blocked, config }: Pick<Needs, 'blocked' | 'config'>,
  typed: { password: string; again: string; about: readonly string[] },
): NewPasswordFault | null {
  if (!typed.password) return 'password-missing'
  const { SYSTEM_NAME: system, SHORT_NAME: short, PLACE_NAME: place } = config
  const fault = passwordFault(typed.password, blocked, [system, short, place, ...typed.about])
  if (fault) return fault
  return typed.password === typed.again ? null : 'password-unlike'
}

/** Was it one of the last ten? Costs up to ten hashes: ask after everything cheaper. */
export async function isReused({ db, hasher }: Pick<Needs, 'db' | 'hasher'>, accountId: string, password: string) {
  const hashes = await lastHashes(db, accountId, limits.password.notReused)
  const same = await Promise.all(hashes.map((hash) => hasher.verify(hash, password)))
  return same.includes(true)
}
