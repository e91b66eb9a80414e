// What each officer's try at a drill came to: counted once when it is over, from what the sign-in left behind, and kept.
import { all, type Db, first, one, sql } from '@motcua/db/query.ts'
import { covers } from '../standby/covers.ts'

export const outcomes = [
  'in',
  'code-not-received',
  'code-wrong',
  'not-finished',
  'password-wrong',
  'no-password',
  'no-way',
  'not-tried',
] as const

/**
 * in: came in by the standby door. no-way: right password, no phone and no other way. no-password: tried, and has none.
 * code-not-received: no gateway said that a code arrived. not-finished: a code arrived, or none was needed, and nothing was entered.
 */
export type Outcome = (typeof outcomes)[number]

// Materialized, so that nothing is read where no drill is over: folded into the join, every account would be, each second.
// p: the drill's period. t: tries that reached the right password, with the time at which their form was first opened. m: their messages.
const counted = sql`
  p as materialized (select *, least(until, coalesce(closed_at, until)) as ends_at from standby_periods where id = d.period_id),
  c as materialized (select a.id, a.agency_code from p, accounts a left join agencies g on g.code = a.agency_code
    where a.kind = 'officer' and a.suspended_at is null and ${covers}),
  s as materialized (select s.account_id, min(s.created_at) as at from sessions s, p where s.door = 'standby' and s.created_at between p.opened_at and p.ends_at
    group by 1),
  t as materialized (select t.account_id, min(coalesce(to_timestamp((t.errand ->> 'openedAt')::float8 / 1000), t.created_at)) as from_at,
      bool_or(ch.id is null or ch.delivered_at is not null) as has_code
    from p join attempts t on t.door = 'standby' and t.created_at between p.opened_at and p.ends_at
    left join challenges ch on ch.binding = t.id::text and ch.purpose = 'sign-in' group by 1),
  e as materialized (select e.account_id, bool_or(e.event = 'password-wrong') as password, bool_or(e.event = 'code-wrong') as code,
      bool_or(e.event = 'sign-in-refused' and e.detail ->> 'why' in ('no-second-factor', 'strong-way-needed')) as way
    from audit_events e, p where e.door = 'standby' and e.at between p.opened_at and p.ends_at
      and e.event in ('password-wrong', 'code-wrong', 'sign-in-refused') group by 1)`

const hasPassword = sql`exists (select 1 from passwords w where w.account_id = c.id and w.disabled_at is null)`

const outcome = sql`case when s.at is not null then 'in' when e.code then 'code-wrong' when t.has_code then 'not-finished'
  when t.account_id is not null then 'code-not-received' when e.way then 'no-way' when e.password and not ${hasPassword} then 'no-password'
  when e.password then 'password-wrong' else 'not-tried' end`

/** Counts one drill that is over and was not counted yet; gives its id. Two nodes never count the same one. */
export const countDrill = (db: Db) =>
  first(
    db,
    sql<{ id: string }>`with d as (update drills set counted_at = clock_now() where id = (select x.id from drills x
          join standby_periods q on q.id = x.period_id where x.counted_at is null and q.closed_at is not null
          order by q.closed_at limit 1 for update of x skip locked) returning id, period_id),
        made as (insert into drill_results (drill_id, account_id, agency_code, outcome, seconds)
          select d.id, r.* from d, lateral (with ${counted}
            select c.id, c.agency_code, ${outcome}, case when s.at is not null then
              greatest(0, extract(epoch from s.at - greatest(p.opened_at, coalesce(t.from_at, s.at))))::float8 end
            from p, c left join s on s.account_id = c.id left join t on t.account_id = c.id left join e on e.account_id = c.id) r)
      select id from d`,
  )

export type DrillFigures = {
  covered: number
  came_in: number
  not_tried: number
  /** From opening the form to being in, median seconds; null where nobody came in. */
  median_seconds: number | null
}

const figures = sql`count(*) as covered, count(*) filter (where r.outcome = 'in') as came_in,
  count(*) filter (where r.outcome = 'not-tried') as not_tried,
  percentile_cont(0.5) within group (order by r.seconds)::float8 as median_seconds`

export const readDrillFigures = (db: Db, drillId: string) =>
  one(db, sql<DrillFigures>`select ${figures} from drill_results r where r.drill_id = ${drillId}`)

export type AgencyDrill = DrillFigures & { code: string; name_vi: string; name_en: string }

/** Of every agency that took part, in the order of the tree. */
export const listDrillAgencies = (db: Db, drillId: string) =>
  all(
    db,
    sql<AgencyDrill>`select g.code, g.name_vi, g.name_en, ${figures} from drill_results r join agencies g on g.code = r.agency_code
      where r.drill_id = ${drillId} group by g.code, g.name_vi, g.name_en order by g.code`,
  )

export type DrillResult = {
  account_id: string
  name: string
  id_number: string | null
  name_vi: string | null
  name_en: string | null
  outcome: Outcome
  seconds: number | null
}

/** Of every officer, by agency; `failed` leaves out who came in. */
export const listDrillResults = (db: Db, drillId: string, { failed }: { failed: boolean }) =>
  all(
    db,
    sql<DrillResult>`select r.account_id, a.name, a.id_number, g.name_vi, g.name_en, r.outcome, r.seconds
      from drill_results r join accounts a on a.id = r.account_id left join agencies g on g.code = r.agency_code
      where r.drill_id = ${drillId} and (not ${failed} or r.outcome <> 'in') order by g.code, a.name, a.id`,
  )

/** While it runs, and for a second or two after it: who is in so far. */
export const readDrillProgress = (db: Db, periodId: string) =>
  one(
    db,
    sql<{ covered: number; came_in: number }>`with p as (select * from standby_periods where id = ${periodId}),
        c as (select a.id from p, accounts a left join agencies g on g.code = a.agency_code
          where a.kind = 'officer' and a.suspended_at is null and ${covers})
      select (select count(*) from c) as covered, (select count(distinct s.account_id) from sessions s, p where s.account_id in (select id from c)
        and s.door = 'standby' and s.created_at between p.opened_at and least(p.until, coalesce(p.closed_at, p.until))) as came_in`,
  )

/** How a person's last drill went; undefined where there was none. */
export const findLastResult = (db: Db, accountId: string) =>
  first(
    db,
    sql<{ outcome: Outcome; seconds: number | null; starts_at: Date }>`select r.outcome, r.seconds, d.starts_at
      from drill_results r join drills d on d.id = r.drill_id where r.account_id = ${accountId} order by d.starts_at desc limit 1`,
  )

/** The running drill that covers this officer, and whether they came in since it began; undefined where none runs for them. */
export const findOwnDrill = (db: Db, accountId: string) =>
  first(
    db,
    sql<{
      until: Date
      in_at: Date | null
      now: Date
    }>`select p.until, clock_now() as now, (select min(s.created_at) from sessions s
        where s.account_id = a.id and s.door = 'standby' and s.created_at >= p.opened_at) as in_at
      from standby_periods p, accounts a left join agencies g on g.code = a.agency_code
      where a.id = ${accountId} and a.kind = 'officer' and p.kind = 'drill' and p.closed_at is null and p.until > clock_now() and ${covers}
      order by p.until desc limit 1`,
  )
