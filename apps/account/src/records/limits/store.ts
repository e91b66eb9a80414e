// The counter behind every limit: one statement, exact under any number of callers and nodes.
import { type Db, one, run, sql } from '@motcua/db/query.ts'
import { type Limit, limits } from '../../limits.ts'

/** `subject` is an HMAC, an address or an id, never a personal number in clear. */
export type Counter = { name: string; subject: string; limit: Limit }

export type Counted = { hits: number; in_a_row: number; retry_after: number }

/**
 * Counts a hit. The n-th hit within the window is the last that passes and locks the subject: for `lock` seconds (doubling up
 * to `lockMost`), or until the window ends. While locked `hits` is n + 1. The doubling is forgotten a day after the last hit.
 */
export const countHit = (db: Db, counter: Counter): Promise<Counted> => one(db, hit(counter))

/** The counting as part of a larger statement: it counts where `source`, a from clause, gives a row. */
export function hit({ name, subject, limit }: Counter, source = sql``) {
  const { hits: most, window, lock = 0, lockMost = lock } = limit
  const over = sql`(l.locked_until <= clock_now() or l.ends_at <= clock_now())`
  const locked = sql`(l.locked_until > clock_now())`
  const hits = sql`(case when ${over} then 1 else l.hits + 1 end)`
  const ends = sql`(case when ${over} then clock_now() + ${window} * interval '1 second' else l.ends_at end)`
  const level = sql`(case when l.ends_at < clock_now() - interval '1 day' then 0 else l.level end)`
  const lockFor = sql`least(${lock}::float8 * power(2, ${level}), ${lockMost}::float8) * interval '1 second'`
  const firstLock = lock > 0 ? lock : window
  return sql<Counted>`insert into limits as l (name, subject, hits, ends_at, level, locked_until, in_a_row)
    select ${name}::text, ${subject}::text, 1, clock_now() + ${window} * interval '1 second', ${lock > 0 && most <= 1 ? 1 : 0}::int4,
      case when ${most}::int4 <= 1 then clock_now() + ${firstLock} * interval '1 second' end, 1 ${source}
    on conflict (name, subject) do update set
      hits = case when ${locked} then ${most}::int4 + 1 else ${hits} end,
      ends_at = case when ${locked} then l.ends_at else ${ends} end,
      level = case when ${locked} then l.level when ${hits} >= ${most}::int4 and ${lock}::int4 > 0 then ${level} + 1 else ${level} end,
      locked_until = case when ${locked} then l.locked_until
        when ${hits} >= ${most}::int4 then (case when ${lock}::int4 > 0 then clock_now() + ${lockFor} else ${ends} end) end,
      in_a_row = case when ${locked} then l.in_a_row else l.in_a_row + 1 end
    returning hits, in_a_row, ceil(extract(epoch from coalesce(locked_until, clock_now()) - clock_now()))::int4 as retry_after`
}

type Named = Pick<Counter, 'name' | 'subject'>

/** Seconds until the subject may try again; 0 where it may now. Counts nothing. */
export const lockedFor = async (db: Db, counter: Named): Promise<number> => (await one(db, wait(counter))).seconds

/** The same as part of a larger statement: one row. */
export const wait = ({ name, subject }: Named) =>
  sql<{
    seconds: number
  }>`select coalesce(max(ceil(extract(epoch from locked_until - clock_now()))), 0)::int4 as seconds
    from limits where name = ${name} and subject = ${subject} and locked_until > clock_now()`

/** Takes one hit back, and the lock that it may have caused. */
export const uncountHit = (db: Db, { name, subject, limit: { hits: most, lock = 0 } }: Counter) =>
  run(
    db,
    sql`update limits set hits = greatest(least(hits, ${most}::int4) - 1, 0), in_a_row = greatest(in_a_row - 1, 0),
      level = case when hits >= ${most}::int4 and ${lock}::int4 > 0 then greatest(level - 1, 0) else level end,
      locked_until = case when hits >= ${most}::int4 then null else locked_until end
      where name = ${name} and subject = ${subject}`,
  )

export const forgetHits = (db: Db, counters: readonly Named[]) => run(db, forgotten(counters))

/** The same as part of a larger statement. */
export const forgotten = (counters: readonly Named[]) =>
  sql`delete from limits where (name, subject) in (${sql.join(counters.map(({ name, subject }) => sql`(${name}, ${subject})`))})`

/** Also where the subject goes on after a colon: a number on its known devices. */
export const forgetHitsEverywhere = (db: Db, { name, subject }: Named) =>
  run(
    db,
    sql`delete from limits where name = ${name} and (subject = ${subject} or starts_with(subject, ${`${subject}:`}))`,
  )

/** Removes counters that decide nothing any more; those of `series` count in a row over any time and stay for long. */
export const purgeLimits = (db: Db, count: number, series: readonly string[]) =>
  run(
    db,
    sql`delete from limits where ctid in (select ctid from limits where ends_at < clock_now() - ${limits.kept.counters} * interval '1 second'
      and (locked_until is null or locked_until < clock_now())
      and (name <> all(${[...series]}::text[]) or ends_at < clock_now() - ${limits.kept.series} * interval '1 second')
      order by ends_at limit ${count})`,
  )
