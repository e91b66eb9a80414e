// Which passwords are taken: 8 and more with four classes (the memo), or a passphrase of 15–128; both against the block-list.
import { limits } from '../../limits.ts'
import { type BlockedPasswords, isBlocked } from './blocked-passwords.ts'

export type PasswordFault = 'password-short' | 'password-long' | 'password-classes' | 'password-blocked'

const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}\s]/u]

/** Length counts code points after NFC. `contextWords`: names, province, product, year. Null where the password may be used. */
export function passwordFault(
  password: string,
  blocked: BlockedPasswords,
  contextWords: readonly string[],
): PasswordFault | null {
  const length = [...password.normalize('NFC')].length
  const { least, passphraseLeast, most } = limits.password
  if (length < least) return 'password-short'
  if (length > most) return 'password-long'
  if (length < passphraseLeast && !classes.every((kind) => kind.test(password))) return 'password-classes'
  return isBlocked(blocked, password.normalize('NFC'), [...contextWords]) ? 'password-blocked' : null
}
