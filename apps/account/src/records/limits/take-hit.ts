// Asks a limit for one more: yes, or how long to wait.
import type { Db } from '@motcua/db/query.ts'
import {
  type Counted,
  type Counter,
  countHit,
  forgetHits,
  forgetHitsEverywhere,
  lockedFor,
  uncountHit,
} from './store.ts'

export type { Counter } from './store.ts'
export type Hit = { ok: true; left: number; inARow: number } | { ok: false; retryAfter: number }

/** Counts first and answers then, so that parallel tries cannot slip through together. */
export const takeHit = async (db: Db, counter: Counter): Promise<Hit> => readHit(counter, await countHit(db, counter))

/** What a count means. */
export const readHit = ({ limit }: Counter, counted: Counted): Hit =>
  counted.hits > limit.hits
    ? { ok: false, retryAfter: Math.max(1, counted.retry_after) }
    : { ok: true, left: limit.hits - counted.hits, inARow: counted.in_a_row }

/** What was counted did not happen after all. */
export const takeBackHit = (db: Db, counter: Counter) => uncountHit(db, counter)

/** Success: the series is over. */
export const forgetHit = (db: Db, counter: Pick<Counter, 'name' | 'subject'>) => forgetHits(db, [counter])

export const forgetHitEverywhere = (db: Db, counter: Pick<Counter, 'name' | 'subject'>) =>
  forgetHitsEverywhere(db, counter)

/** Seconds of a lock in force, without counting. */
export const secondsLocked = (db: Db, counter: Pick<Counter, 'name' | 'subject'>) => lockedFor(db, counter)
