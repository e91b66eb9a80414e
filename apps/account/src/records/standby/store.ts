// Standby periods: the door is open because a row says who opened it, why, for whom, from when until when.
import { readClock } from '@motcua/db/clock.ts'
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { readExtension } from './extension.ts'

export type Scope =
  | { kind: 'everyone' }
  | { kind: 'agencies'; codes: readonly string[] }
  | { kind: 'people'; accountIds: readonly string[] }

/** What the watch said when the door opened: its word, since when, how sure (0 to 1), its reasons in codes. */
export type VerdictThen = {
  word: string
  since: string
  confidence: number
  evidence: { code: string; with: object }[]
}

export type Period = {
  id: string
  scope: 'everyone' | 'agencies' | 'people'
  kind: 'outage' | 'drill'
  reason: string
  /** The policy that opened it; null where people did. */
  policy_id: string | null
  opened_by: string | null
  opened_by_name: string | null
  opened_at: Date
  until: Date
  closed_at: Date | null
  closed_by_name: string | null
  close_reason: string | null
  /** Null where nobody watched the portal. */
  verdict: VerdictThen | null
  signed_in: number
  now: Date
}

const open = sql`p.closed_at is null and p.until > clock_now()`

const period = sql`select p.id, p.scope, p.kind, p.reason, p.policy_id, p.opened_by, o.name as opened_by_name, p.opened_at, p.until, p.closed_at,
  c.name as closed_by_name, p.close_reason, p.verdict, clock_now() as now,
  coalesce((select (r.figures ->> 'signed_in')::int4 from standby_reports r where r.period_id = p.id),
    (select count(distinct account_id) from sessions where period_id = p.id)) as signed_in
  from standby_periods p left join accounts o on o.id = p.opened_by left join accounts c on c.id = p.closed_by`

export const listOpenPeriods = (db: Db) => all(db, sql<Period>`${period} where ${open} order by p.opened_at`)

export const findPeriod = (db: Db, id: string) => first(db, sql<Period>`${period} where p.id::text = ${id}`)

/** Openings, the newest first; drills are no openings (records/drills). */
export const listPeriods = (db: Db, count: number) =>
  all(db, sql<Period>`${period} where p.kind = 'outage' order by p.opened_at desc limit ${count}`)

export type OpenUntil = { outage: Date | null; drill: Date | null; now: Date }

/** Until when the door is open for real, and for a drill; null where it is not. */
export const readOpenUntil = (db: Db) => one(db, openUntil)

/** The same as part of a larger statement: one row. */
export const openUntil = sql<OpenUntil>`select max(p.until) filter (where p.kind = 'outage') as outage,
  max(p.until) filter (where p.kind = 'drill') as drill, clock_now() as now from standby_periods p where ${open}`

/** Is this period `p` open for the officer `a` of the agency `g`? */
const covers = sql`${open} and a.kind = 'officer' and a.suspended_at is null and a.held_at is null and (p.scope = 'everyone'
  or exists (select 1 from standby_scopes s where s.period_id = p.id and (s.agency_code = any(g.lineage) or s.account_id = a.id)))`

/** For statements that read an account `a` and its agency `g`: the id of the open period that covers the officer, or null. */
export const coveringPeriodId = sql`(select p.id from standby_periods p where ${covers} order by p.kind = 'outage' desc, p.until desc limit 1)`

/** As part of a larger statement: is any period open at all, a drill's too? If not, an ID number is refused without any hash. */
export const anyOpen = sql`exists (select 1 from standby_periods p where ${open})`

/** The open period that covers this officer: a real one before a drill, the one that lasts longest; undefined where the door is closed for them. */
export const findCoveringPeriod = (db: Db, accountId: string) =>
  first(
    db,
    sql<{
      id: string
      until: Date
    }>`select p.id, p.until from standby_periods p, accounts a left join agencies g on g.code = a.agency_code
      where a.id = ${accountId} and ${covers} order by p.kind = 'outage' desc, p.until desc limit 1`,
  )

/** The evidence of the moment; nothing where nobody judged for a minute. */
const verdictNow = sql`(select jsonb_build_object('word', word, 'since', since, 'confidence', confidence_now, 'evidence', evidence_now)
  from portal_verdicts where ended_at is null and judged_at >= clock_now() - ${limits.watch.silent} * interval '1 second')`

export type NewPeriod = {
  scope: Scope
  reason: string
  minutes: number
  openedBy: string | null
  policyId?: string | null
}

export async function insertPeriod(db: Db, made: NewPeriod): Promise<{ id: string; until: Date }> {
  const row = await one(
    db,
    sql<{ id: string; until: Date }>`insert into standby_periods (scope, reason, opened_by, policy_id, verdict, until)
      values (${made.scope.kind}, ${made.reason}, ${made.openedBy}, ${made.policyId ?? null}, ${verdictNow},
        clock_now() + ${made.minutes} * interval '1 minute') returning id, until`,
  )
  for (const code of made.scope.kind === 'agencies' ? made.scope.codes : []) {
    await run(db, sql`insert into standby_scopes (period_id, agency_code) values (${row.id}, ${code})`)
  }
  for (const accountId of made.scope.kind === 'people' ? made.scope.accountIds : []) {
    await run(db, sql`insert into standby_scopes (period_id, account_id) values (${row.id}, ${accountId})`)
  }
  return row
}

/**
 * Closes open periods at one moment and voids their half-finished attempts and codes, in one statement. Gives those that it closed: of
 * two people only one closes.
 */
export async function closePeriodRows(
  db: Db,
  closing: { ids: readonly string[]; closedBy: string | null; reason: string },
): Promise<string[]> {
  const rows = await all(
    db,
    sql<{ id: string }>`with t as materialized (select clock_now() as at),
      closed as (update standby_periods set closed_at = t.at, closed_by = ${closing.closedBy}, close_reason = ${closing.reason}
        from t where id::text = any(${[...closing.ids]}::text[]) and closed_at is null returning id),
      stopped as (update attempts set voided_at = t.at from t where period_id in (select id from closed) and finished_at is null
        and voided_at is null returning id),
      dead as (update challenges set voided_at = t.at from t where binding in (select id::text from stopped) and used_at is null
        and voided_at is null)
      select id from closed`,
  )
  return rows.map(({ id }) => id)
}

/** The same for one. False where it was closed already. */
export const closePeriodRow = async (
  db: Db,
  { id, ...closing }: { id: string; closedBy: string | null; reason: string },
): Promise<boolean> => (await closePeriodRows(db, { ids: [id], ...closing })).length > 0

/** Periods whose time is over and that nobody closed: the keeper writes their end. */
export const listLapsedPeriods = (db: Db) =>
  all(
    db,
    sql<
      Pick<Period, 'id' | 'kind'>
    >`select id, kind from standby_periods where closed_at is null and until <= clock_now()`,
  )

/** Who opens, extends and closes does so one after the other, on every node: the history is one line. Held until the transaction ends. */
export const lockDoors = (db: Db) => run(db, sql`select pg_advisory_xact_lock(hashtext('standby_doors'))`)

/** A period as the rule of extensions sees it (extension.ts). */
export type Opening = {
  id: string
  policy_id: string | null
  opened_by: string | null
  opened_by_name: string | null
  opened_at: Date
  /** When it ends, or ended: a lapsed one at its time, however late the keeper wrote it down. */
  ends_at: Date
  is_open: boolean
  scope: Scope['kind']
  /** Agency codes or account ids, in order; empty for everyone. */
  targets: string[]
  now: Date
}

const codesOf = (scope: Scope): string[] => (scope.kind === 'agencies' ? [...scope.codes] : [])
const peopleOf = (scope: Scope): string[] => (scope.kind === 'people' ? [...scope.accountIds] : [])

/** Outage periods of the last day whose scope has anybody in common with this one, the newest first. */
export const listOverlapping = (db: Db, scope: Scope) =>
  all(
    db,
    sql<Opening>`with mine as (select coalesce(array_agg(distinct c), '{}') as above from (
        select unnest(lineage) as c from agencies where code = any(${codesOf(scope)}::text[])
        union select unnest(g.lineage) from accounts a join agencies g on g.code = a.agency_code where a.id = any(${peopleOf(scope)}::uuid[])) x)
      select p.id, p.policy_id, p.opened_by, o.name as opened_by_name, p.opened_at, least(p.closed_at, p.until) as ends_at, ${open} as is_open, p.scope,
        array(select coalesce(s.agency_code, s.account_id::text) from standby_scopes s where s.period_id = p.id order by 1) as targets,
        clock_now() as now
      from standby_periods p cross join mine left join accounts o on o.id = p.opened_by
      where p.kind = 'outage' and least(p.closed_at, p.until) > clock_now() - interval '1 day'
        and (p.scope = 'everyone' or ${scope.kind} = 'everyone' or exists (select 1 from standby_scopes s
          left join agencies sg on sg.code = s.agency_code
          left join accounts sa on sa.id = s.account_id left join agencies sag on sag.code = sa.agency_code
          where s.period_id = p.id and (s.agency_code = any(mine.above) or sg.lineage && ${codesOf(scope)}::text[]
            or s.account_id = any(${peopleOf(scope)}::uuid[]) or sag.lineage && ${codesOf(scope)}::text[])))
      order by p.opened_at desc`,
  )

/** The scope that a period was opened with. */
export async function findScope(db: Db, periodId: string): Promise<Scope | undefined> {
  const row = await first(
    db,
    sql<Pick<Opening, 'scope' | 'targets'>>`select p.scope,
      array(select coalesce(s.agency_code, s.account_id::text) from standby_scopes s where s.period_id = p.id order by 1) as targets
      from standby_periods p where p.id::text = ${periodId}`,
  )
  if (!row) return undefined
  if (row.scope === 'agencies') return { kind: 'agencies', codes: row.targets }
  return row.scope === 'people' ? { kind: 'people', accountIds: row.targets } : { kind: 'everyone' }
}

export type CoveredName = { period_id: string; name_vi: string; name_en: string }

/** Names of the agencies and people that these periods cover, in both languages. */
export const listCovered = (db: Db, periodIds: readonly string[]) =>
  all(
    db,
    sql<CoveredName>`select s.period_id, coalesce(g.name_vi, a.name) as name_vi, coalesce(g.name_en, a.name) as name_en
      from standby_scopes s left join agencies g on g.code = s.agency_code left join accounts a on a.id = s.account_id
      where s.period_id = any(${[...periodIds]}::uuid[]) order by g.code, a.name`,
  )

export type DoorFigures = {
  signed_in: number
  /** The first sign-in through the standby door since then. */
  first_at: Date | null
  codes_sent: number
  codes_entered: number
}

/** What came through the standby door since a moment, without what was practice. */
export const countSince = (db: Db, since: Date) =>
  one(
    db,
    sql<DoorFigures>`with real as (select id from standby_periods where kind = 'outage'),
        s as (select account_id, created_at from sessions where door = 'standby' and created_at >= ${since} and period_id in (select id from real)),
        c as (select ch.used_at from attempts t join challenges ch on ch.binding = t.id::text and ch.purpose = 'sign-in'
          where t.door = 'standby' and ch.accepted_at >= ${since} and t.period_id in (select id from real))
      select (select count(distinct account_id) from s) as signed_in, (select min(created_at) from s) as first_at,
        (select count(*) from c) as codes_sent, (select count(used_at) from c) as codes_entered`,
  )

/** Officers whom these periods cover together; suspended ones are left out. */
export const countCovered = (db: Db, periodIds: readonly string[]) =>
  one(
    db,
    sql<{ covered: number }>`select count(*) as covered from accounts a left join agencies g on g.code = a.agency_code
      where a.kind = 'officer' and a.suspended_at is null and exists (select 1 from standby_periods p where p.id = any(${[...periodIds]}::uuid[])
        and (p.scope = 'everyone' or exists (select 1 from standby_scopes s where s.period_id = p.id
          and (s.agency_code = any(g.lineage) or s.account_id = a.id))))`,
  )

/** Whole minutes that the door may still be open for this scope without a pause of an hour. */
export async function minutesLeftFor(db: Db, scope: Scope): Promise<number> {
  const rule = { gap: limits.standby.gap, most: limits.standby.total }
  return readExtension(await listOverlapping(db, scope), await readClock(db), rule).minutesLeft
}

export type PeriodSpan = { id: string; kind: Period['kind']; reason: string; from: Date; to: Date }

/** When the door was open within the last `range` seconds, drills too, oldest first. */
export const listPeriodSpans = (db: Db, range: number) =>
  all(
    db,
    sql<PeriodSpan>`select id, kind, reason, opened_at as "from", least(closed_at, until, clock_now()) as "to" from standby_periods
      where least(closed_at, until) > clock_now() - ${range} * interval '1 second' order by opened_at`,
  )
