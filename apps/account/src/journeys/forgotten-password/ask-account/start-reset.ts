// An account's number → a reset, with a code on its way where there is somebody to send it to. The answer is always the same.
import type { Db } from '@motcua/db/query.ts'
import { inTransaction } from '@motcua/db/query.ts'
import { keyedHash, randomToken, tokenHash } from '@motcua/web/keyed-hash.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { type Identifier, readIdentifier } from '../../../records/accounts/identifier.ts'
import { mayReset } from '../may-reset.ts'
import { findOfficerByIdNumber, findPublicByPhone } from '../../../records/accounts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { sendsFrom } from '../../../records/limits/per-address.ts'
import { takeHit } from '../../../records/limits/take-hit.ts'
import { insertReset } from '../../../records/resets/store.ts'
import { type Result, refuse } from '../../../result.ts'
import { sendResetCode } from '../send-reset-code.ts'

export type StartInput = { typed: string; browser: string; address: string; language: 'vi' | 'en' }

/** What the number must look like; asked before the captcha is used up. */
export function readAccount(typed: string): Result<{ read: Exclude<Identifier, { kind: 'unreadable' }> }> {
  if (!typed.trim()) return refuse('identifier-missing')
  const read = readIdentifier(typed)
  return read.kind === 'unreadable' ? refuse('identifier-unreadable') : { ok: true, read }
}

/** Limits count by what was typed, so that an unknown number meets them too. Gives the cookie of the reset. */
export async function startReset(deps: Deps, input: StartInput): Promise<Result<{ cookie: string }>> {
  const checked = readAccount(input.typed)
  if (!checked.ok) return checked
  const subject = keyedHash(deps.secret, 'subject', checked.read.value)
  const refusal = await overLimit(deps, subject, input.address)
  if (refusal) return refusal
  const cookie = randomToken()
  await inTransaction(deps.db, async (tx) => {
    const account = await findReachable(tx, checked.read)
    const accountId = account?.id ?? null
    const reset = await insertReset(tx, { cookieHash: tokenHash(cookie), browser: input.browser, subject, accountId })
    await sendResetCode(tx, deps, { reset, language: input.language })
    await writeAudit(tx, { event: 'reset-started', accountId, address: input.address })
  })
  deps.nudge()
  return { ok: true, cookie }
}

async function overLimit({ db, from }: Deps, subject: string, address: string) {
  const counters = [
    { ...sendsFrom(from(address)), code: 'address-limit' },
    { name: 'reset-starts-hour', subject, limit: limits.resetStartsHour, code: 'reset-limit' },
    { name: 'reset-starts-day', subject, limit: limits.resetStartsDay, code: 'reset-limit' },
  ] as const
  for (const { code, ...counter } of counters) {
    const hit = await takeHit(db, counter)
    if (!hit.ok) return refuse(code, { retryAfter: hit.retryAfter })
  }
  return null
}

async function findReachable(db: Db, read: { kind: 'id-number' | 'phone'; value: string }) {
  const find = read.kind === 'phone' ? findPublicByPhone : findOfficerByIdNumber
  const account = await find(db, read.value)
  return account && mayReset(account) ? account : undefined
}
