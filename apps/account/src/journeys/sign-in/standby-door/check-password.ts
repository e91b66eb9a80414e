// Number + password → an attempt with a code on its way, or one of few answers that tell nothing of the account.
import type { Db } from '@motcua/db/query.ts'
import { inTransaction } from '@motcua/db/query.ts'
import { randomToken, tokenHash } from '@motcua/web/keyed-hash.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { readIdentifier } from '../../../records/accounts/identifier.ts'
import { type Account, findOfficerByIdNumber, findPublicByPhone } from '../../../records/accounts/store.ts'
import type { Errand } from '../../../records/attempts/errand.ts'
import { insertAttempt } from '../../../records/attempts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { type Counter, forgetHit, secondsLocked, takeHit } from '../../../records/limits/take-hit.ts'
import { sendCode } from '../../../records/otp/send-code.ts'
import { disablePassword, findPassword, rehashPassword } from '../../../records/passwords/store.ts'
import { findCodePhone } from '../../../records/phones/store.ts'
import { findCoveringPeriod, isAnyOpen } from '../../../records/standby/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { signInText } from '../code-text.ts'

export type PasswordInput = {
  typed: string
  password: string
  /** What wrong tries are counted by: the number's HMAC, with the browser where it is known. */
  triesSubject: (number: string) => string
  address: string
  browser: string
  errand: Errand
  language: 'vi' | 'en'
}

/** The one account that what was typed can lead to, and through which door. */
type Candidate = { door: 'standby' | 'phone'; account: Account | undefined; number: string }

const nobody = '00000000-0000-0000-0000-000000000000'

export async function checkPassword(
  deps: Deps,
  input: PasswordInput,
): Promise<Result<{ attemptCookie: string; number: string }>> {
  const read = readIdentifier(input.typed)
  if (!input.typed.trim()) return refuse('identifier-missing')
  if (read.kind === 'unreadable') return refuse('identifier-unreadable')
  if (!input.password) return refuse('password-missing')
  const closed = await closedFor(deps.db, read.kind)
  if (closed) return closed
  const locked = await lockFor(deps, input, read.value)
  if (locked) return locked
  const candidate = await findCandidate(deps.db, read)
  const proof = await provePassword(deps, candidate, input.password)
  return proof.ok
    ? begin(deps, input, { ...candidate, account: proof.account, periodId: proof.periodId })
    : refuseWrong(deps, input, candidate)
}

/** No period open at all: an ID number is refused without hashing anything (contracts.md §3). */
async function closedFor(db: Db, kind: 'id-number' | 'phone'): Promise<Refusal | null> {
  return kind === 'id-number' && !(await isAnyOpen(db)) ? refuse('door-closed') : null
}

const addressCounter = (address: string): Counter => ({
  name: 'wrong-passwords-address',
  subject: address,
  limit: limits.wrongPasswordsPerAddress,
})
const triesCounter = (subject: string): Counter => ({ name: 'wrong-passwords', subject, limit: limits.wrongPasswords })

/** The limits come before the hash. The try is counted before it is known to be wrong; a right one takes the count back. */
async function lockFor(deps: Deps, input: PasswordInput, number: string): Promise<Refusal | null> {
  const seconds = await secondsLocked(deps.db, addressCounter(input.address))
  if (seconds > 0) return refuse('address-limit', { retryAfter: seconds })
  const hit = await takeHit(deps.db, triesCounter(input.triesSubject(number)))
  return hit.ok ? null : refuse('locked', { retryAfter: hit.retryAfter })
}

async function findCandidate(db: Db, read: { kind: 'id-number' | 'phone'; value: string }): Promise<Candidate> {
  if (read.kind === 'phone')
    return { door: 'phone', account: await findPublicByPhone(db, read.value), number: read.value }
  return { door: 'standby', account: await findOfficerByIdNumber(db, read.value), number: read.value }
}

type Proof = { ok: true; account: Account; periodId: string | null } | { ok: false }

/** Known or not, covered or not: the same look-ups and one hash. */
async function provePassword(deps: Deps, { door, account }: Candidate, password: string): Promise<Proof> {
  const id = account?.id ?? nobody
  const stored = await findPassword(deps.db, id)
  const period = door === 'standby' ? await findCoveringPeriod(deps.db, id) : undefined
  const usable = stored && !stored.disabled_at ? stored.hash : undefined
  const same = await deps.hasher.verify(usable, password)
  const covered = door === 'phone' || period !== undefined
  if (!same || !account || account.suspended_at || !covered || !usable) return { ok: false }
  if (deps.hasher.isOutdated(usable)) await rehashPassword(deps.db, id, usable, await deps.hasher.hash(password))
  return { ok: true, account, periodId: period?.id ?? null }
}

async function refuseWrong(deps: Deps, input: PasswordInput, { door, account, number }: Candidate): Promise<Refusal> {
  await takeHit(deps.db, addressCounter(input.address))
  await writeAudit(deps.db, { event: 'password-wrong', accountId: account?.id, door, address: input.address })
  if (account) await switchOffAfterHundred(deps.db, account.id)
  return refuse(door === 'phone' || !number ? 'phone-sign-in-wrong' : 'sign-in-wrong')
}

/** NIST: 100 wrong in a row, from wherever, and the password is off until it is set anew. */
async function switchOffAfterHundred(db: Db, accountId: string): Promise<void> {
  const everywhere = {
    name: 'wrong-passwords-series',
    subject: accountId,
    limit: { hits: limits.wrongPasswords.inARow, window: 10 * 365 * 86_400 },
  }
  const hit = await takeHit(db, everywhere)
  if (!hit.ok || hit.left === 0) await disablePassword(db, accountId)
}

type Proven = { door: 'standby' | 'phone'; account: Account; periodId: string | null; number: string }

/** The attempt, its code and the audit row are one transaction; the message leaves after it. */
async function begin(
  deps: Deps,
  input: PasswordInput,
  proven: Proven,
): Promise<Result<{ attemptCookie: string; number: string }>> {
  const attemptCookie = randomToken()
  const done = await inTransaction(deps.db, async (tx): Promise<Result> => {
    await forgetHit(tx, triesCounter(input.triesSubject(proven.number)))
    await forgetHit(tx, { name: 'wrong-passwords-series', subject: proven.account.id })
    return insertProven(tx, deps, input, proven, attemptCookie)
  })
  deps.nudge()
  return done.ok ? { ok: true, attemptCookie, number: proven.number } : done
}

async function insertProven(tx: Db, deps: Deps, input: PasswordInput, proven: Proven, cookie: string): Promise<Result> {
  const { account, door, periodId } = proven
  const phone = await findCodePhone(tx, account.id)
  if (!phone) {
    await writeAudit(tx, {
      event: 'sign-in-refused',
      accountId: account.id,
      door,
      periodId,
      address: input.address,
      detail: { why: 'no-second-factor' },
    })
    return refuse('no-second-factor')
  }
  const { browser, errand, language } = input
  const attempt = await insertAttempt(tx, {
    cookieHash: tokenHash(cookie),
    browser,
    accountId: account.id,
    door,
    periodId,
    errand,
    language,
  })
  const text = signInText(deps.config, language)
  const sent = await sendCode(tx, deps.secret, {
    accountId: account.id,
    purpose: 'sign-in',
    binding: attempt.id,
    phone: phone.number,
    text,
  })
  if (!sent.ok) return refuse(sent.code, { retryAfter: sent.retryAfter })
  await writeAudit(tx, { event: 'code-sent', accountId: account.id, door, periodId, address: input.address })
  return { ok: true }
}
