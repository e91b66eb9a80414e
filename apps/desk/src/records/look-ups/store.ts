// Counters of the public look-up: one statement each, exact under any number of callers.
import { type Db, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

/** `hits` within `window` seconds; the first hit opens the window. */
export type Limit = { name: string; hits: number; window: number }
export type Hit = { ok: true } | { ok: false; retryAfter: number }

/** Counts one more and says whether it still passes. */
export async function takeHit(db: Db, limit: Limit, subject: string): Promise<Hit> {
  const ends = sql`clock_now() + ${limit.window} * interval '1 second'`
  const row = await one(
    db,
    sql<{ hits: number; left: number }>`insert into look_up_limits as l (name, subject, hits, ends_at)
      values (${limit.name}, ${subject}, 1, ${ends})
      on conflict (name, subject) do update set
        hits = case when l.ends_at <= clock_now() then 1 else least(l.hits, ${limit.hits}::int4) + 1 end,
        ends_at = case when l.ends_at <= clock_now() then ${ends} else l.ends_at end
      returning hits, ceil(extract(epoch from ends_at - clock_now()))::int4 as left`,
  )
  return row.hits <= limit.hits ? { ok: true } : { ok: false, retryAfter: Math.max(1, row.left) }
}

/** Takes one hit back: the try was no wrong one. */
export const giveBackHit = (db: Db, limit: Limit, subject: string) =>
  run(
    db,
    sql`update look_up_limits set hits = hits - 1 where name = ${limit.name} and subject = ${subject} and hits > 0`,
  )

export const purgeLookUps = (db: Db, count: number) =>
  run(
    db,
    sql`delete from look_up_limits where ctid in (select ctid from look_up_limits
      where ends_at < clock_now() - ${limits.kept.counters} * interval '1 second' limit ${count})`,
  )
