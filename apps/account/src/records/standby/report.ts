// The report of a standby period: counted once when it is over, in one statement, and kept.
import { all, type Db, first, run, sql } from '@motcua/db/query.ts'
import { type Course, courseOf } from './course.ts'

export type AgencyFigures = { name_vi: string; name_en: string; officers: number; signed_in: number }
export type RefusedFigures = { why: string; count: number }

export type Figures = {
  /** Officers in the period's scope, and how many of them came in. */
  covered: number
  signed_in: number
  /** ISO time of the first one in; null where nobody came. */
  first_in: string | null
  /** From the right password to being in, median seconds. */
  median_seconds: number | null
  codes: { sent: number; accepted: number; delivered: number; entered: number }
  agencies: AgencyFigures[]
  refused: RefusedFigures[]
}

const covered = sql`select a.id, a.agency_code from accounts a left join agencies g on g.code = a.agency_code, p
  where a.kind = 'officer' and (p.scope = 'everyone' or exists (select 1 from standby_scopes s where s.period_id = p.id
    and (s.agency_code = any(g.lineage) or s.account_id = a.id)))`

/** Periods that are over and have no report yet get theirs; gives how many. */
export const makeReports = (db: Db) =>
  run(
    db,
    sql`insert into standby_reports (period_id, course, figures)
      select d.id, ${courseOf}, (with p as (select * from standby_periods where id = d.id),
          c as (${covered}),
          s as (select distinct on (account_id) account_id, created_at from sessions where period_id = d.id order by account_id, created_at),
          t as (select * from attempts where period_id = d.id),
          m as (select ch.used_at, ms.accepted_at, ms.delivered_at from challenges ch join t on t.id::text = ch.binding
            join messages ms on ms.challenge_id = ch.id where ch.purpose = 'sign-in')
        select jsonb_build_object(
          'covered', (select count(*) from c),
          'signed_in', (select count(*) from s),
          'first_in', (select to_char(min(created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from s),
          'median_seconds', (select percentile_cont(0.5) within group (order by extract(epoch from finished_at - created_at))::float8
            from t where finished_at is not null),
          'codes', (select jsonb_build_object('sent', count(*), 'accepted', count(accepted_at), 'delivered', count(delivered_at),
            'entered', count(used_at)) from m),
          'agencies', (select coalesce(jsonb_agg(x order by x.name_vi), '[]') from (select g.name_vi, g.name_en, count(*) as officers,
            count(s.account_id) as signed_in from c join agencies g on g.code = c.agency_code left join s on s.account_id = c.id
            group by g.name_vi, g.name_en having count(s.account_id) > 0) x),
          'refused', (select coalesce(jsonb_agg(x order by x.count desc, x.why), '[]') from (select coalesce(e.detail ->> 'why', e.event) as why,
            count(*) as count from audit_events e, p where e.door = 'standby' and e.event in ('password-wrong', 'code-wrong', 'sign-in-refused')
            and e.at between p.opened_at and least(p.until, coalesce(p.closed_at, p.until))
            and not exists (select 1 from standby_periods q where q.id = e.period_id and q.id <> p.id and q.kind = 'drill') group by 1) x))
        )
      from standby_periods d left join standby_reports r on r.period_id = d.id
      where r.period_id is null and d.closed_at is not null and d.closed_at > clock_now() - interval '12 hours'
      on conflict (period_id) do nothing`,
  )

export const findFigures = (db: Db, periodId: string) =>
  first(
    db,
    sql<{
      figures: Figures
      course: Course
      made_at: Date
    }>`select figures, course, made_at from standby_reports where period_id::text = ${periodId}`,
  )

export type PeriodSignIn = {
  name: string
  id_number: string | null
  agency: string | null
  at: Date
  amr: string[]
  device: string
  ended_at: Date | null
  /** When its officer came through the portal afterwards (records/reconciliation). */
  confirmed_at: Date | null
}

/** Everybody who came in during this period, in the order of time. */
export const listSignIns = (db: Db, periodId: string) =>
  all(
    db,
    sql<PeriodSignIn>`select a.name, a.id_number, g.name_vi as agency, s.created_at as at, s.amr, s.device, s.ended_at, s.confirmed_at
      from sessions s join accounts a on a.id = s.account_id left join agencies g on g.code = a.agency_code
      where s.period_id::text = ${periodId} order by s.created_at, a.name`,
  )
