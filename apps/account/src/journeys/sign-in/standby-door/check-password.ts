// Number + password → an attempt with a code on its way, or one of few answers that tell nothing of the account.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { randomToken, tokenHash } from '@motcua/web/keyed-hash.ts'
import { unlessBusy } from '../../../busy.ts'
import type { Deps } from '../../../deps.ts'
import { type Identifier, readIdentifier } from '../../../records/accounts/identifier.ts'
import { beginWithCode } from '../../../records/attempts/begin.ts'
import { type CandidateRow, findCandidate } from '../../../records/attempts/candidate.ts'
import type { Errand } from '../../../records/attempts/errand.ts'
import { insertAttempt } from '../../../records/attempts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import type { Way } from '../../../records/factors/store.ts'
import { makeCode } from '../../../records/otp/make-code.ts'
import { ownCounters } from '../../../records/otp/send-code.ts'
import { lockCodes } from '../../../records/otp/store.ts'
import { wrongCodes } from '../../../records/otp/wrong-codes.ts'
import { rehashPassword } from '../../../records/passwords/store.ts'
import {
  countTry,
  forgetTries,
  noteWrongTry,
  provenCounters,
  type Tries,
} from '../../../records/passwords/wrong-tries.ts'
import { type Result, refuse } from '../../../result.ts'
import { doorWays } from './door-ways.ts'

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

/** `way`: which one is asked first; undefined where the person has to choose. */
type FirstWay = { way: Way | undefined }
type Begun = Result<{ attemptCookie: string } & FirstWay>

export async function checkPassword(deps: Deps, input: PasswordInput): Promise<Begun> {
  const read = readIdentifier(input.typed)
  if (!input.typed.trim()) return refuse('identifier-missing')
  if (read.kind === 'unreadable') return refuse('identifier-unreadable')
  if (!input.password) return refuse('password-missing')
  return unlessBusy(deps.hasher, () => tryPassword(deps, input, read))
}

type Readable = Exclude<Identifier, { kind: 'unreadable' }>

async function tryPassword(deps: Deps, input: PasswordInput, read: Readable): Promise<Begun> {
  const seen = await findCandidate(deps.db, read)
  const door = read.kind === 'phone' ? 'phone' : 'standby'
  // No period open at all: an ID number is refused without hashing anything (contracts.md §3).
  if (door === 'standby' && !seen.any_open) return refuse('door-closed')
  const tries = { subject: input.triesSubject(read.value), from: deps.from(input.address) }
  const counted = await countTry(deps.db, tries)
  if (!counted.ok) return counted
  return enterOrRefuse(deps, input, { seen, door, tries, isLast: counted.isLast })
}

type Door = 'standby' | 'phone'
type Tried = { seen: CandidateRow; door: Door; tries: Tries; isLast: boolean }

async function enterOrRefuse(deps: Deps, input: PasswordInput, { seen, door, tries, isLast }: Tried): Promise<Begun> {
  const accountId = await provePassword(deps, seen, door, input.password)
  if (accountId) return begin(deps, input, { accountId, seen, door, tries })
  const lock = await noteWrongTry(deps.db, tries, { accountId: seen.account_id, door, isLast })
  return lock ?? refuse(door === 'phone' ? 'phone-sign-in-wrong' : 'sign-in-wrong')
}

/** Whose password it is; known or not, covered or not: the same look and one hash. */
async function provePassword({ db, hasher }: Deps, seen: CandidateRow, door: Door, password: string) {
  const { account_id: accountId, hash, period_id: periodId } = seen
  const same = await hasher.verify(hash ?? undefined, password)
  const covered = door === 'phone' || periodId !== null
  if (!same || !accountId || seen.is_barred || !covered || !hash) return undefined
  if (hasher.isOutdated(hash)) await rehashPassword(db, accountId, hash, await hasher.hash(password))
  return accountId
}

type Proven = { accountId: string; seen: CandidateRow; door: Door; tries: Tries }

/** The attempt, its code and the audit row are one transaction; the message leaves after it. */
async function begin(deps: Deps, input: PasswordInput, proven: Proven): Promise<Begun> {
  const attemptCookie = randomToken()
  const done = await inTransaction(deps.db, (tx) => insertProven(tx, deps, input, { ...proven, attemptCookie }))
  deps.nudge()
  return done.ok ? { ok: true, attemptCookie, way: done.way } : done
}

async function insertProven(
  tx: Db,
  deps: Deps,
  input: PasswordInput,
  { accountId, seen, door, tries, attemptCookie }: Proven & { attemptCookie: string },
): Promise<Result<FirstWay>> {
  const { address, browser, errand, language } = input
  const periodId = door === 'standby' ? seen.period_id : null
  const ways = doorWays(deps, door, seen)
  if (!ways.first) {
    const why = ways.hasPhone ? 'strong-way-needed' : 'no-second-factor'
    await forgetTries(tx, tries, accountId)
    await writeAudit(tx, { event: 'sign-in-refused', accountId, door, periodId, address, detail: { why } })
    return refuse(why)
  }
  const id = crypto.randomUUID()
  const attempt = { id, cookieHash: tokenHash(attemptCookie), browser, accountId, door, periodId, errand, language }
  if (ways.first !== 'sms' || seen.phone === null) {
    await lockCodes(tx, accountId)
    await forgetTries(tx, tries, accountId)
    await insertAttempt(tx, attempt)
    return { ok: true, way: ways.first }
  }
  const asked = { accountId, purpose: 'sign-in', binding: id, phone: seen.phone, language } as const
  const begun = await beginWithCode(tx, {
    attempt,
    address,
    proven: provenCounters(tries, accountId),
    code: makeCode(deps.secret, asked),
    sends: ownCounters(deps.secret, asked),
    wrong: wrongCodes(asked),
  })
  if (begun.ok) return { ok: true, way: 'sms' }
  // No more codes for now: whoever has another way still gets in by it.
  return ways.usable.length > 1 ? { ok: true, way: undefined } : refuse(begun.code, { retryAfter: begun.retryAfter })
}
