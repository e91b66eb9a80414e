// How wrong passwords are counted: per subject, per address, and the long series after which the password is off (limits.md).
import type { Db } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { type Counter, forgetHit, secondsLocked, takeHit } from '../limits/take-hit.ts'
import { disablePassword } from './store.ts'

export type Tries = {
  /** An HMAC of what was typed, or the account of a session. */
  subject: string
  address: string
}

const addressCounter = (address: string): Counter => ({
  name: 'wrong-passwords-address',
  subject: address,
  limit: limits.wrongPasswordsPerAddress,
})
const triesCounter = (subject: string): Counter => ({ name: 'wrong-passwords', subject, limit: limits.wrongPasswords })
const seriesCounter = (accountId: string): Counter => ({
  name: 'wrong-passwords-series',
  subject: accountId,
  limit: { hits: limits.wrongPasswords.inARow, window: 10 * 365 * 86_400 },
})

export type Lock = { code: 'locked' | 'address-limit'; retryAfter: number }

/** Before the hash. The try is counted before it is known to be wrong, so that parallel ones cannot slip through. */
export async function countTry(db: Db, { subject, address }: Tries): Promise<Lock | null> {
  const seconds = await secondsLocked(db, addressCounter(address))
  if (seconds > 0) return { code: 'address-limit', retryAfter: seconds }
  const hit = await takeHit(db, triesCounter(subject))
  return hit.ok ? null : { code: 'locked', retryAfter: hit.retryAfter }
}

/** It was wrong. NIST: after 100 in a row, from wherever, the password is off until it is set anew. */
export async function noteWrongTry(db: Db, { address }: Tries, accountId: string): Promise<void> {
  await takeHit(db, addressCounter(address))
  const hit = await takeHit(db, seriesCounter(accountId))
  if (!hit.ok || hit.left === 0) await disablePassword(db, accountId)
}

/** It was right: the series is over. */
export async function forgetTries(db: Db, { subject }: Tries, accountId: string): Promise<void> {
  await forgetHit(db, triesCounter(subject))
  await forgetHit(db, seriesCounter(accountId))
}
