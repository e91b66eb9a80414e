// Number + password → an attempt with a code on its way, or one of few answers that tell nothing of the account.
import type { Db } from '@motcua/db/query.ts'
import { inTransaction } from '@motcua/db/query.ts'
import { randomToken, tokenHash } from '@motcua/web/keyed-hash.ts'
import { unlessBusy } from '../../../busy.ts'
import type { Deps } from '../../../deps.ts'
import { readIdentifier } from '../../../records/accounts/identifier.ts'
import { type Account, findOfficerByIdNumber, findPublicByPhone } from '../../../records/accounts/store.ts'
import type { Errand } from '../../../records/attempts/errand.ts'
import { insertAttempt, resumeAttempt } from '../../../records/attempts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import type { Way } from '../../../records/factors/store.ts'
import { lockCodes } from '../../../records/otp/store.ts'
import { findPassword, rehashPassword } from '../../../records/passwords/store.ts'
import { countTry, forgetTries, noteWrongTry, takeBackTry, type Tries } from '../../../records/passwords/wrong-tries.ts'
import { findCoveringPeriod, isAnyOpen } from '../../../records/standby/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { findDoorWays } from './door-ways.ts'
import { sendSignInCode } from './send-sign-in-code.ts'

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

/** `way`: which one is asked first; undefined where the person has to choose. */
type FirstWay = { way: Way | undefined }
type Begun = Result<{ attemptCookie: string } & FirstWay>

export async function checkPassword(deps: Deps, input: PasswordInput): Promise<Begun> {
  const read = readIdentifier(input.typed)
  if (!input.typed.trim()) return refuse('identifier-missing')
  if (read.kind === 'unreadable') return refuse('identifier-unreadable')
  if (!input.password) return refuse('password-missing')
  const closed = await closedFor(deps.db, read.kind)
  if (closed) return closed
  const tries = { subject: input.triesSubject(read.value), address: input.address }
  const counted = await countTry(deps.db, tries)
  if (!counted.ok) return counted
  const candidate = await findCandidate(deps.db, read)
  const prove = () => enterOrRefuse(deps, input, { candidate, tries, isLast: counted.isLast })
  return unlessBusy(prove, () => takeBackTry(deps.db, tries))
}

type Tried = { candidate: Candidate; tries: Tries; isLast: boolean }

async function enterOrRefuse(deps: Deps, input: PasswordInput, { candidate, tries, isLast }: Tried): Promise<Begun> {
  const proof = await provePassword(deps, candidate, input.password)
  if (proof.ok) return begin(deps, input, { ...candidate, tries, account: proof.account, periodId: proof.periodId })
  const { door, account } = candidate
  const lock = await noteWrongTry(deps.db, tries, { accountId: account?.id ?? null, door, isLast })
  return lock ?? refuse(door === 'phone' ? 'phone-sign-in-wrong' : 'sign-in-wrong')
}

/** No period open at all: an ID number is refused without hashing anything (contracts.md §3). */
async function closedFor(db: Db, kind: 'id-number' | 'phone'): Promise<Refusal | null> {
  return kind === 'id-number' && !(await isAnyOpen(db)) ? refuse('door-closed') : null
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

type Proven = { door: 'standby' | 'phone'; account: Account; periodId: string | null; number: string; tries: Tries }

/** The attempt, its code and the audit row are one transaction; the message leaves after it. */
async function begin(deps: Deps, input: PasswordInput, proven: Proven): Promise<Begun> {
  const attemptCookie = randomToken()
  const done = await inTransaction(deps.db, async (tx): Promise<Result<FirstWay>> => {
    await forgetTries(tx, proven.tries, proven.account.id)
    return insertProven(tx, deps, input, proven, attemptCookie)
  })
  deps.nudge()
  return done.ok ? { ok: true, attemptCookie, way: done.way } : done
}

async function insertProven(
  tx: Db,
  deps: Deps,
  input: PasswordInput,
  proven: Proven,
  cookie: string,
): Promise<Result<FirstWay>> {
  const { account, door, periodId } = proven
  const { address, browser, errand, language } = input
  const accountId = account.id
  const ways = await findDoorWays(tx, deps, { accountId, door })
  if (!ways.first) {
    const why = ways.hasPhone ? 'strong-way-needed' : 'no-second-factor'
    await writeAudit(tx, { event: 'sign-in-refused', accountId, door, periodId, address, detail: { why } })
    return refuse(why)
  }
  const cookieHash = tokenHash(cookie)
  const made = { cookieHash, browser, accountId, door, periodId, errand, language }
  await lockCodes(tx, accountId)
  if (ways.first === 'sms' && (await resumeAttempt(tx, made))) return { ok: true, way: 'sms' }
  const attempt = await insertAttempt(tx, made)
  if (ways.first !== 'sms') return { ok: true, way: ways.first }
  const sent = await sendSignInCode(tx, deps, { attempt, address, isAgain: false })
  if (sent.ok) return { ok: true, way: 'sms' }
  // No more codes for now: whoever has another way still gets in by it.
  return ways.usable.length > 1 ? { ok: true, way: undefined } : sent
}
