// Ten codes to print, 80 bits each, shown once: the way back without the phone.
import { randomBytes } from 'node:crypto'
import type { Db } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { forgetHit, takeBackHit, takeHit } from '../limits/take-hit.ts'
import type { Hasher } from '../passwords/hasher.ts'
import { addRecoveryCode, liveRecoveryCodes, replaceRecoveryCodes, useRecoveryCode } from './store.ts'

// Without 0, 1, I, O: nobody mistakes a printed letter.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** "ABCD-EFGH-JKLM-NPQR": 16 letters of 5 bits. */
export function newRecoveryCode(): string {
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length])
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

const plain = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** Makes ten and gives them in clear, once. Hash before opening a transaction: ten hashes take a while. */
export async function hashNewRecoveryCodes(hasher: Hasher): Promise<{ codes: string[]; hashes: string[] }> {
  const codes = Array.from({ length: limits.recoveryCodes.count }, newRecoveryCode)
  const hashes = await Promise.all(codes.map((code) => hasher.hash(plain(code))))
  return { codes, hashes }
}

/** One code that takes the place of a used one, with its hash. */
export async function makeReplacement(hasher: Hasher): Promise<{ code: string; hash: string }> {
  const code = newRecoveryCode()
  return { code, hash: await hasher.hash(plain(code)) }
}

export const storeRecoveryCodes = replaceRecoveryCodes

export type FoundCode = { ok: true; id: string } | { ok: false; retryAfter?: number }

/** Which live code it is: 5 wrong in 24 h per account, and every live one is compared, whichever fits. `spendCode` uses it up. */
export async function findRecoveryCode(
  db: Db,
  hasher: Hasher,
  { accountId, code }: { accountId: string; code: string },
): Promise<FoundCode> {
  const counter = { name: 'recovery-tries', subject: accountId, limit: limits.recoveryTries }
  const hit = await takeHit(db, counter)
  if (!hit.ok) return { ok: false, retryAfter: hit.retryAfter }
  try {
    const live = await liveRecoveryCodes(db, accountId)
    const matches = await Promise.all(live.map((row) => hasher.verify(row.hash, plain(code))))
    const found = live[matches.indexOf(true)]
    if (!found) return { ok: false }
    await forgetHit(db, counter)
    return { ok: true, id: found.id }
  } catch (error) {
    await takeBackHit(db, counter)
    throw error
  }
}

/** Uses a code up and puts another in its place; false where somebody was faster. Call in a transaction. */
export async function spendCode(db: Db, spent: { accountId: string; id: string; replacement: string }) {
  if (!(await useRecoveryCode(db, spent.id))) return false
  await addRecoveryCode(db, spent.accountId, spent.replacement)
  return true
}
