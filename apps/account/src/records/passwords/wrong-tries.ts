// How wrong passwords are counted: per subject, per address, and the long series after which the password is off (limits.md).
import { type Db, one, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { type From, wrongPasswordsFrom } from '../limits/per-address.ts'
import { type Counted, type Counter, forgetHits, hit, wait } from '../limits/store.ts'
import { readHit, takeHit } from '../limits/take-hit.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { disablePassword } from './store.ts'

export type Tries = {
  /** An HMAC of what was typed, or the account of a session. */
  subject: string
  from: From
}

const day = 24 * 3600
const triesCounter = (subject: string): Counter => ({ name: 'wrong-passwords', subject, limit: limits.wrongPasswords })
const seriesCounter = (subject: string, window: number): Counter => ({
  name: 'wrong-passwords-series',
  subject,
  limit: { hits: limits.wrongPasswords.inARow, window },
})
/** Ten years for an account; a number that nobody has costs the same work and is forgotten soon. */
const seriesOf = ({ subject }: Tries, accountId: string | null) =>
  accountId ? seriesCounter(accountId, 3650 * day) : seriesCounter(subject, day)

export type Lock = { ok: false; code: 'locked' | 'address-limit'; retryAfter: number }
/** isLast: if it is wrong, the subject is locked. */
export type CountedTry = { ok: true; isLast: boolean } | Lock

/** Before the hash. The try is counted before it is known to be wrong, so that parallel ones cannot slip through. */
export async function countTry(db: Db, { subject, from }: Tries): Promise<CountedTry> {
  const counter = triesCounter(subject)
  const { seconds, ...counted } = await one(
    db,
    sql<Counted & { seconds: number }>`with address as (${wait(wrongPasswordsFrom(from))}),
      tried as (${hit(counter, sql`from address where seconds = 0`)})
      select seconds, hits, in_a_row, retry_after from address left join tried on true`,
  )
  if (seconds > 0) return { ok: false, code: 'address-limit', retryAfter: seconds }
  const taken = readHit(counter, counted)
  return taken.ok ? { ok: true, isLast: taken.left === 0 } : { ok: false, code: 'locked', retryAfter: taken.retryAfter }
}

export type WrongTry = { accountId: string | null; sessionId?: string; door?: string | undefined; isLast: boolean }

/**
 * It was wrong; the same statements whether anybody has the number or not. NIST: after 100 in a row, from wherever, the password is
 * off until it is set anew. A lock where parallel tries from one address were more than it may fail: their answers tell nothing.
 */
export async function noteWrongTry(db: Db, tries: Tries, wrong: WrongTry): Promise<Lock | null> {
  const { isLast, ...row } = wrong
  const failed = await takeHit(db, wrongPasswordsFrom(tries.from))
  await writeAudit(db, { ...row, event: isLast ? 'password-locked' : 'password-wrong', address: tries.from.address })
  const series = await takeHit(db, seriesOf(tries, wrong.accountId))
  if (wrong.accountId && (!series.ok || series.left === 0)) await disablePassword(db, wrong.accountId)
  return failed.ok ? null : { ok: false, code: 'address-limit', retryAfter: failed.retryAfter }
}

/** It was right: the series is over. */
export const forgetTries = (db: Db, tries: Tries, accountId: string) => forgetHits(db, provenCounters(tries, accountId))

/** What a right password ends. */
export const provenCounters = (tries: Tries, accountId: string): Counter[] => [
  triesCounter(tries.subject),
  seriesOf(tries, accountId),
]
