// Asks a limit for one more: yes, or how long to wait.
import type { Db } from '@motcua/db/query.ts'
import type { Limit } from '../../limits.ts'
import { countHit, forgetHits, forgetHitsEverywhere, lockedFor, uncountHit } from './store.ts'

export type Hit = { ok: true; left: number; inARow: number } | { ok: false; retryAfter: number }

/** `subject` is an HMAC, an address or an id, never a personal number in clear. */
export type Counter = { name: string; subject: string; limit: Limit }

/** Counts first and answers then, so that parallel tries cannot slip through together. */
export async function takeHit(db: Db, { name, subject, limit }: Counter): Promise<Hit> {
  const counted = await countHit(db, name, subject, limit)
  if (counted.hits > limit.hits) return { ok: false, retryAfter: Math.max(1, counted.retry_after) }
  return { ok: true, left: limit.hits - counted.hits, inARow: counted.in_a_row }
}

/** What was counted did not happen after all. */
export const takeBackHit = (db: Db, { name, subject, limit }: Counter) => uncountHit(db, name, subject, limit)

/** Success: the series is over. */
export const forgetHit = (db: Db, counter: Pick<Counter, 'name' | 'subject'>) =>
  forgetHits(db, counter.name, counter.subject)

export const forgetHitEverywhere = (db: Db, counter: Pick<Counter, 'name' | 'subject'>) =>
  forgetHitsEverywhere(db, counter.name, counter.subject)

/** Seconds of a lock in force, without counting. */
export const secondsLocked = (db: Db, counter: Pick<Counter, 'name' | 'subject'>) =>
  lockedFor(db, counter.name, counter.subject)
