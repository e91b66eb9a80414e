// The course of a failure around a period: when the fault was first seen, when the watch said so, who extended the door.
import { all, type Db, sql } from '@motcua/db/query.ts'

/** Times are ISO. Null where there was no such thing: an opening by precaution, a drill. */
export type Course = {
  /** What the watch said of the portal: "down" or "no-codes". */
  verdict: { word: string; at: string } | null
  /** The first look that failed, with what and why; both null where it was people who did not come back. */
  first_fault: { at: string; probe: string | null; error: string | null } | null
}

const iso = (column: ReturnType<typeof sql>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** What a look meets that is no fault of the portal's (records/portal-watch/seen.ts). */
const notTheirs = ['our-network', 'our-client', 'our-load', 'turned-away']

/**
 * The course of the period `d` of the statement around it, as jsonb: the first failing verdict that stood within an hour before it
 * opened or while it was open, and what began just before that verdict.
 */
export const courseOf = sql`(with v as (select word, since from portal_verdicts where word in ('down', 'no-codes')
      and since <= least(d.closed_at, d.until) and coalesce(ended_at, 'infinity') > d.opened_at - interval '1 hour' order by since limit 1),
    looks as (select look_at, kind, case when error <> all(${notTheirs}) then error end as error from portal_probes, v
      where v.word = 'down' and look_at <= v.since and look_at > v.since - interval '2 hours'),
    well as (select max(look_at) as at from (select look_at from looks group by look_at having count(error) = 0) w),
    look as (select look_at as at, kind, error from looks, well where error is not null and look_at > coalesce(well.at, '-infinity')
      order by look_at, kind limit 1),
    trips as (select left_at, coalesce(returned_at <= v.since and outcome not like 'error %' and outcome not in ('portal-away', 'portal-error'),
      false) as is_fine from portal_trips, v where left_at <= v.since and left_at > v.since - interval '2 hours'),
    person as (select min(left_at) as at, null::text as kind, null::text as error from trips where not is_fine
      and left_at > coalesce((select max(left_at) from trips where is_fine), '-infinity')),
    fault as (select * from look union all select * from person where at is not null and not exists (select 1 from look))
  select jsonb_build_object(
    'verdict', (select jsonb_build_object('word', word, 'at', ${iso(sql`since`)}) from v),
    'first_fault', (select jsonb_build_object('at', ${iso(sql`at`)}, 'probe', kind, 'error', error) from fault)))`

export type Extended = {
  opened_at: Date
  until: Date
  /** Null where the service did it by a policy, or the emergency command. */
  opened_by_name: string | null
  policy_id: string | null
}

/** Openings of the same scope that followed this one within the gap: its extensions, oldest first. Drills extend nothing. */
export const listExtensions = (db: Db, periodId: string, gap: number) =>
  all(
    db,
    sql<Extended>`with recursive targets as (select period_id, array_agg(coalesce(agency_code, account_id::text)
          order by coalesce(agency_code, account_id::text)) as of
        from standby_scopes group by period_id),
      same as (select q.*, least(q.closed_at, q.until) as ends from standby_periods q join standby_periods p on p.id::text = ${periodId}
        left join targets a on a.period_id = p.id left join targets b on b.period_id = q.id
        where q.kind = 'outage' and p.kind = 'outage' and q.scope = p.scope and a.of is not distinct from b.of and q.opened_at >= p.opened_at),
      chain as (select id, opened_at, until, opened_by, policy_id, ends from same where id::text = ${periodId}
        union select s.id, s.opened_at, s.until, s.opened_by, s.policy_id, s.ends from same s join chain c
          on s.opened_at > c.opened_at and s.opened_at < c.ends + ${gap} * interval '1 second')
      select c.opened_at, c.until, o.name as opened_by_name, c.policy_id from chain c left join accounts o on o.id = c.opened_by
      where c.id::text <> ${periodId} order by c.opened_at`,
  )
