// The portal's health over time: looks and trips summed by spans of time, from an hour to 90 days.
import { all, type Db, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

/** A span of time from `at` on. departed: people who left for the portal in it; fine and errors: how they came back, whenever. */
export type Span = { at: Date; looks: number; failed: number; departed: number; fine: number; errors: number }

/** The step of the sums that are kept, seconds. */
export const keptStep = 300
/** Sums are settled when everybody who left may have come back, seconds. */
const settled = limits.trip.life + keptStep
/** Spans begin with the province's days. */
const origin = sql`'2020-01-01 00:00+07'::timestamptz`
const interval = (seconds: number) => sql`${seconds} * interval '1 second'`
/** What a look meets that is no fault of the portal's (seen.ts). */
const notTheirs = ['our-network', 'our-client', 'our-load', 'turned-away']
const isError = sql`(outcome like 'error %' or outcome in ('portal-away', 'portal-error'))`

/** From the rows themselves; spans without any look or trip are left out. */
const fromRows = (from: ReturnType<typeof sql>, to: ReturnType<typeof sql>, step: number) => sql`
  select at, sum(looks)::int4 as looks, sum(failed)::int4 as failed, sum(departed)::int4 as departed, sum(fine)::int4 as fine,
    sum(errors)::int4 as errors from (
    select date_bin(${interval(step)}, look_at, ${origin}) as at, 1 as looks, bool_or(error <> all(${notTheirs}))::int4 as failed,
      0 as departed, 0 as fine, 0 as errors from portal_probes where look_at >= ${from} and look_at < ${to} group by look_at
    union all
    select date_bin(${interval(step)}, left_at, ${origin}), 0, 0, 1, (returned_at is not null and not ${isError})::int4,
      (returned_at is not null and ${isError})::int4 from portal_trips where left_at >= ${from} and left_at < ${to}) x group by at`

/** Adds the sums of spans that are settled, a day's at most; gives how many, so that the caller goes on until none is left. */
export const sumHealth = (db: Db): Promise<number> =>
  run(
    db,
    sql`with bounds as (select coalesce((select max(at) + ${interval(keptStep)} from portal_health),
          date_bin(${interval(keptStep)}, least((select min(look_at) from portal_probes), (select min(left_at) from portal_trips)), ${origin})) as lo,
        date_bin(${interval(keptStep)}, clock_now() - ${interval(settled)}, ${origin}) as most),
      span as (select lo, least(most, lo + interval '1 day') as hi from bounds where lo < most),
      rows as (${fromRows(sql`(select lo from span)`, sql`(select hi from span)`, keptStep)})
      insert into portal_health select s.at, coalesce(r.looks, 0), coalesce(r.failed, 0), coalesce(r.departed, 0), coalesce(r.fine, 0),
        coalesce(r.errors, 0) from span, generate_series(lo, hi - ${interval(keptStep)}, ${interval(keptStep)}) as s(at)
        left join rows r using (at) on conflict (at) do nothing`,
  )

export const purgeHealth = (db: Db, count: number) =>
  run(
    db,
    sql`delete from portal_health where at in (select at from portal_health
      where at < clock_now() - ${limits.probes.keepDays} * interval '1 day' order by at limit ${count})`,
  )

/** The last `range` seconds in spans of `step` seconds, oldest first, none left out; the kept sums where they reach. */
export const readHealth = (db: Db, { range, step }: { range: number; step: number }) =>
  all(
    db,
    sql<Span>`with bounds as (select date_bin(${interval(step)}, clock_now() - ${interval(range)}, ${origin}) as lo, clock_now() as hi),
      kept as (select coalesce(max(at) + ${interval(keptStep)}, (select lo from bounds)) as until from portal_health),
      live as (select greatest(lo, case when ${step}::int4 < ${keptStep}::int4 then lo else kept.until end) as lo, hi from bounds, kept),
      parts as (select date_bin(${interval(step)}, at, ${origin}) as at, looks, failed, departed, fine, errors from portal_health, bounds, live
          where at >= bounds.lo and at < live.lo
        union all select at, looks, failed, departed, fine, errors from (${fromRows(sql`(select lo from live)`, sql`(select hi from live)`, step)}) r)
      select s.at, coalesce(sum(looks), 0)::int4 as looks, coalesce(sum(failed), 0)::int4 as failed, coalesce(sum(departed), 0)::int4 as departed,
        coalesce(sum(fine), 0)::int4 as fine, coalesce(sum(errors), 0)::int4 as errors
      from bounds, generate_series(lo, hi, ${interval(step)}) as s(at) left join parts p on p.at = s.at group by s.at order by s.at`,
  )

export type WordSpan = { word: string; from: Date; to: Date }

/** What was said of the portal within the last `range` seconds; where nobody judged there is a gap. */
export const listWords = (db: Db, range: number) =>
  all(
    db,
    sql<WordSpan>`select word, greatest(since, clock_now() - ${interval(range)}) as "from", coalesce(ended_at, judged_at) as "to"
      from portal_verdicts where coalesce(ended_at, judged_at) > clock_now() - ${interval(range)} order by since`,
  )
