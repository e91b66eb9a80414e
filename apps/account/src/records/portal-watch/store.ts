// What the watch keeps: looks for 90 days and their sums for good; every verdict with its reasons.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import type {
  Evidence,
  Observations,
  PressSeen,
  ProbeError,
  ProbeKind,
  Return,
  Round,
  TripSeen,
  Verdict,
  Word,
} from './seen.ts'

export type ProbeResult = {
  kind: ProbeKind
  error: ProbeError | null
  ms: number
  /** Milliseconds until the certificate ends. */
  tlsLeft: number | null
}

/** One look that began `tookMs` ago. */
export const insertLook = (db: Db, results: readonly ProbeResult[], tookMs: number) =>
  run(
    db,
    // Materialized: the clock is read once, so that all probes of a look carry one moment.
    sql`with t as materialized (select clock_now() - ${tookMs} * interval '1 millisecond' as at)
      insert into portal_probes (look_at, kind, error, ms, tls_ends)
      select t.at, r.kind, r.error, r.ms, clock_now() + r."tlsLeft" * interval '1 millisecond'
      from t, jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r(kind text, error text, ms int4, "tlsLeft" float8)`,
  )

const seconds = (column: ReturnType<typeof sql>) => sql`extract(epoch from ${column})::float8`

type LookRow = { at: number; failures: Round['failures']; slowest: number; tlsLeft: number | null }

/** Looks of the last so many seconds, oldest first. */
export const listLooks = (db: Db, since: number) =>
  all(
    db,
    sql<LookRow>`select ${seconds(sql`look_at`)} as at, max(ms)::float8 / 1000 as slowest,
      extract(epoch from min(tls_ends) - clock_now())::float8 as "tlsLeft",
      coalesce(json_agg(json_build_object('kind', kind, 'error', error)) filter (where error is not null), '[]') as failures
      from portal_probes where look_at > clock_now() - ${since} * interval '1 second' group by look_at order by look_at`,
  )

type TripRow = {
  left_at: number
  returned_at: number | null
  outcome: string | null
  pressed_at: number | null
  browser: string
  address: string
  agency: string | null
}

// Newest first in the query, so that a rush cannot push the newest out.
const listTrips = (db: Db) =>
  all(
    db,
    sql<TripRow>`select left_at, returned_at, outcome, pressed_at, browser, address, agency from (
      select ${seconds(sql`left_at`)} as left_at, ${seconds(sql`returned_at`)} as returned_at, outcome,
      ${seconds(sql`pressed_at`)} as pressed_at, browser, address, agency_code as agency from portal_trips
      where left_at > clock_now() - ${limits.watch.window} * interval '1 second' order by portal_trips.left_at desc
      limit ${limits.watch.newest * 4}) t order by left_at`,
  )

/** The portal's own refusals that are about us or the person say nothing of the portal; everything else it got wrong. */
function returnOf({ returned_at: at, outcome }: TripRow): Return | null {
  if (at === null) return null
  // Came back a moment ago, its code is being exchanged; or never was, because a node ended.
  if (outcome === null) return { at, how: 'cancelled' }
  if (/^error (server_error|temporarily_unavailable)/.test(outcome)) return { at, how: 'error' }
  if (outcome.startsWith('error ')) return { at, how: 'cancelled' }
  return { at, how: outcome === 'portal-away' || outcome === 'portal-error' ? 'error' : 'fine' }
}

export async function readObservations(db: Db): Promise<Observations> {
  const rounds = await listLooks(db, limits.watch.calm)
  const rows = await listTrips(db)
  const clock = await first(db, sql<{ now: number }>`select ${seconds(sql`clock_now()`)} as now`)
  const trips = rows.map(
    (row): TripSeen => ({
      leftAt: row.left_at,
      back: returnOf(row),
      browser: row.browser,
      address: row.address,
      agency: row.agency,
    }),
  )
  const presses = rows.flatMap(({ pressed_at: at, browser, address, agency }): PressSeen[] =>
    at === null ? [] : [{ at, browser, address, agency }],
  )
  return { now: clock?.now ?? 0, rounds, trips, presses }
}

export type VerdictRow = {
  id: string
  word: Word
  since: Date
  ended_at: Date | null
  confidence: number
  evidence: Evidence[]
}

type OpenRow = VerdictRow & {
  people_from: Date | null
  judged_at: Date
  confidence_now: number
  evidence_now: Evidence[]
  is_stale: boolean
}

const isStale = sql`judged_at < clock_now() - ${limits.watch.silent} * interval '1 second'`

const openRow = (db: Db) =>
  first(
    db,
    sql<OpenRow>`select id, word, since, ended_at, confidence, evidence, people_from, judged_at, confidence_now, evidence_now,
      ${isStale} as is_stale from portal_verdicts where ended_at is null`,
  )

/** As part of a larger statement: the word that everybody may rely on now. */
export const wordNow = sql`coalesce((select word from portal_verdicts where ended_at is null and not ${isStale}), 'unknown')`

/** The verdict that the next judgement starts from. */
export async function findVerdict(db: Db): Promise<Verdict | null> {
  const row = await openRow(db)
  if (!row) return null
  const { word, confidence_now: confidence, evidence_now: evidence } = row
  return {
    word,
    confidence,
    evidence,
    since: row.since.getTime() / 1000,
    peopleFrom: (row.people_from?.getTime() ?? 0) / 1000,
  }
}

export type CurrentVerdict = {
  /** unknown also where nobody judged for a minute. */
  word: Word
  confidence: number
  evidence: readonly Evidence[]
  since: Date | null
  judgedAt: Date | null
}

/** What everybody may rely on now: pages, the feed, the policies. */
export async function currentVerdict(db: Db): Promise<CurrentVerdict> {
  const row = await openRow(db)
  if (!row) return { word: 'unknown', confidence: 0, evidence: [], since: null, judgedAt: null }
  const { judged_at: judgedAt } = row
  if (row.is_stale) return { word: 'unknown', confidence: 0, evidence: [], since: judgedAt, judgedAt }
  return { word: row.word, confidence: row.confidence_now, evidence: row.evidence_now, since: row.since, judgedAt }
}

/** Writes what was judged: a new row where the word changed, else the reasons of now. True where it changed. */
export async function storeVerdict(db: Db, verdict: Verdict, now: number): Promise<boolean> {
  const evidence = sql`${JSON.stringify(verdict.evidence)}::jsonb`
  const [at, from] = [sql`to_timestamp(${now})`, sql`to_timestamp(${verdict.peopleFrom})`]
  const renewed = await run(
    db,
    sql`update portal_verdicts set judged_at = ${at}, confidence_now = ${verdict.confidence}, evidence_now = ${evidence}, people_from = ${from}
      where ended_at is null and word = ${verdict.word}`,
  )
  if (renewed > 0) return false
  await run(db, sql`update portal_verdicts set ended_at = ${at} where ended_at is null`)
  await run(
    db,
    sql`insert into portal_verdicts (word, since, confidence, evidence, people_from, judged_at, confidence_now, evidence_now)
      values (${verdict.word}, ${at}, ${verdict.confidence}, ${evidence}, ${from}, ${at}, ${verdict.confidence}, ${evidence})`,
  )
  return true
}

export const listVerdicts = (db: Db, count: number) =>
  all(
    db,
    sql<VerdictRow>`select id, word, since, ended_at, confidence, evidence from portal_verdicts order by since desc limit ${count}`,
  )

export type ProbeRow = {
  kind: ProbeKind
  error: ProbeError | null
  ms: number
  at: Date
  looks: number
  failed: number
  usual: number
}

/** Of each kind: the newest result, and how the last hour went. */
export const summarizeProbes = (db: Db) =>
  all(
    db,
    sql<ProbeRow>`select distinct on (kind) kind, error, ms, look_at as at, count(*) over hour as looks,
      count(error) over hour as failed, (avg(ms) over hour)::float8 as usual
      from portal_probes where look_at > clock_now() - interval '1 hour' window hour as (partition by kind)
      order by kind, look_at desc`,
  )

export type TripFigures = {
  left: number
  fine: number
  error: number
  away: number
  lost: number
  pressed: number
  median: number | null
}

/** Trips of the last so many minutes by what became of them. lost: away for longer than five minutes. */
export const countTrips = (db: Db, minutes: number) =>
  one(
    db,
    sql<TripFigures>`select count(*) as "left",
      count(*) filter (where returned_at is not null and outcome not like 'error %' and outcome not in ('portal-away', 'portal-error')) as fine,
      count(*) filter (where outcome like 'error %' or outcome in ('portal-away', 'portal-error')) as error,
      count(*) filter (where returned_at is null and left_at > clock_now() - interval '5 minutes') as away,
      count(*) filter (where returned_at is null and left_at <= clock_now() - interval '5 minutes') as lost,
      count(pressed_at) as pressed,
      (percentile_cont(0.5) within group (order by extract(epoch from returned_at - left_at)))::float8 as median
      from portal_trips where left_at > clock_now() - ${minutes} * interval '1 minute'`,
  )

export type DayRow = { day: string; watched: number; ok: number; degraded: number; noCodes: number; down: number }

/**
 * Seconds of each word on each of the last 90 days (province's days), oldest first; a day nobody watched has none. What holds now counts
 * until now.
 */
export const listDays = (db: Db) =>
  all(
    db,
    sql<DayRow>`with days as (
        select d::date as day, d at time zone 'Asia/Ho_Chi_Minh' as starts, (d + interval '1 day') at time zone 'Asia/Ho_Chi_Minh' as ends
        from generate_series(date_trunc('day', clock_now() at time zone 'Asia/Ho_Chi_Minh') - interval '89 days',
          date_trunc('day', clock_now() at time zone 'Asia/Ho_Chi_Minh'),
          interval '1 day') d),
      said as (select word, since, coalesce(ended_at, case when ${isStale} then judged_at else clock_now() end) as until from portal_verdicts),
      parts as (
        select day, word, greatest(0, extract(epoch from least(ends, s.until) - greatest(starts, s.since)))::float8 as spent
        from days left join said s on s.since < ends and s.until > starts)
      select day::text as day, coalesce(sum(spent) filter (where word <> 'unknown'), 0) as watched,
        coalesce(sum(spent) filter (where word = 'ok'), 0) as ok, coalesce(sum(spent) filter (where word = 'degraded'), 0) as degraded,
        coalesce(sum(spent) filter (where word = 'no-codes'), 0) as "noCodes", coalesce(sum(spent) filter (where word = 'down'), 0) as down
      from parts group by day order by day`,
  )

/** Adds looks past their time to their day's sum and removes them. */
export const purgeLooks = async (db: Db, count: number): Promise<number> =>
  (
    await one(
      db,
      sql<{ n: number }>`with gone as (delete from portal_probes where ctid in (select ctid from portal_probes
          where look_at < clock_now() - ${limits.probes.keepDays} * interval '1 day' limit ${count}) returning look_at, kind, error, ms),
      summed as (insert into portal_probe_days as d (day, kind, looks, failed, ms_sum)
        select (look_at at time zone 'Asia/Ho_Chi_Minh')::date, kind, count(*), count(error), sum(ms) from gone group by 1, 2
      on conflict (day, kind) do update set looks = d.looks + excluded.looks, failed = d.failed + excluded.failed,
        ms_sum = d.ms_sum + excluded.ms_sum)
      select count(*) as n from gone`,
    )
  ).n
