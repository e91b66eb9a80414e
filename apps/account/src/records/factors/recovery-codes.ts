// Ten codes to print, 80 bits each, shown once: the way back without the phone.
import { randomBytes } from 'node:crypto'
import type { Db } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { forgetHit, takeHit } from '../limits/take-hit.ts'
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

/** One code in the place of a used one. */
export async function replaceSpentCode(db: Db, hasher: Hasher, accountId: string): Promise<string> {
  const code = newRecoveryCode()
  await addRecoveryCode(db, accountId, await hasher.hash(plain(code)))
  return code
}

export const storeRecoveryCodes = replaceRecoveryCodes

/** Uses a code up: yes, wrong, or wait. 5 tries in 24 h per account; every live code is compared, whichever fits. */
export async function spendRecoveryCode(db: Db, hasher: Hasher, input: { accountId: string; code: string }) {
  const counter = { name: 'recovery-tries', subject: input.accountId, limit: limits.recoveryTries }
  const hit = await takeHit(db, counter)
  if (!hit.ok) return { ok: false as const, retryAfter: hit.retryAfter }
  const live = await liveRecoveryCodes(db, input.accountId)
  const matches = await Promise.all(live.map((row) => hasher.verify(row.hash, plain(input.code))))
  const found = live[matches.indexOf(true)]
  if (!found || !(await useRecoveryCode(db, found.id))) return { ok: false as const }
  await forgetHit(db, counter)
  return { ok: true as const, left: live.length - 1 }
}
