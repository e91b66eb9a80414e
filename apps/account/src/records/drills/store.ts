// Drills: planned by an administrator, opened and closed by the service at their times; where one stands is computed from its dates.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

export type DrillScope = { kind: 'everyone' } | { kind: 'agencies'; codes: readonly string[] }

export type DrillState = 'planned' | 'running' | 'over' | 'missed' | 'cancelled'

export type Drill = {
  id: string
  scope: DrillScope['kind']
  codes: string[]
  /** Names of the agencies, in both languages; empty for everyone. */
  names_vi: string[]
  names_en: string[]
  reason: string
  starts_at: Date
  ends_at: Date
  planned_by: string
  planned_by_name: string
  planned_at: Date
  told_at: Date | null
  period_id: string | null
  opened_at: Date | null
  /** When its door closed, by hand or by time; a lapsed one at its time, however late that was written down. */
  closed_at: Date | null
  missed_why: 'outage' | 'late' | null
  /** Who cancelled it, or ended it early, and why. */
  ended_by_name: string | null
  end_reason: string | null
  counted_at: Date | null
  state: DrillState
  now: Date
}

const isRunning = sql`p.closed_at is null and p.until > clock_now()`

const drill = sql`select d.id, d.scope, d.reason, d.starts_at, d.ends_at, d.planned_by, o.name as planned_by_name, d.planned_at, d.told_at,
  d.period_id, p.opened_at, case when ${isRunning} then null else least(p.until, p.closed_at) end as closed_at, d.missed_why,
  coalesce(x.name, c.name) as ended_by_name, coalesce(d.cancel_reason, nullif(p.close_reason, 'lapsed')) as end_reason, d.counted_at,
  array(select agency_code from drill_agencies where drill_id = d.id order by 1) as codes,
  array(select name_vi from drill_agencies join agencies on code = agency_code where drill_id = d.id order by code) as names_vi,
  array(select name_en from drill_agencies join agencies on code = agency_code where drill_id = d.id order by code) as names_en,
  case when d.cancelled_at is not null then 'cancelled' when d.missed_at is not null then 'missed' when d.period_id is null then 'planned'
    when ${isRunning} then 'running' else 'over' end as state, clock_now() as now
  from drills d join accounts o on o.id = d.planned_by left join standby_periods p on p.id = d.period_id
  left join accounts c on c.id = p.closed_by left join accounts x on x.id = d.cancelled_by`

export const findDrill = (db: Db, id: string) => first(db, sql<Drill>`${drill} where d.id::text = ${id}`)

export const findDrillOfPeriod = (db: Db, periodId: string) =>
  first(db, sql<Drill>`${drill} where d.period_id::text = ${periodId}`)

/** The newest first; those to come are the newest. */
export const listDrills = (db: Db, count: number) =>
  all(db, sql<Drill>`${drill} order by d.starts_at desc, d.id limit ${count}`)

const live = sql`d.cancelled_at is null and d.missed_at is null`

/** Drills that are running or to come for an agency, or for those below or above it; the next one first. */
export const listComingDrills = (db: Db, agency: string) =>
  all(
    db,
    sql<Drill>`${drill} where ${live} and d.ends_at > clock_now() and p.closed_at is null and (d.scope = 'everyone' or exists (
        select 1 from drill_agencies da join agencies g on g.code = da.agency_code join agencies mine on mine.code = ${agency}
        where da.drill_id = d.id and (da.agency_code = any(mine.lineage) or mine.code = any(g.lineage))))
      order by d.starts_at limit 10`,
  )

/** Drills to come that will cover this officer, the next one first. */
export const listOwnComing = (db: Db, accountId: string) =>
  all(
    db,
    sql<Pick<Drill, 'id' | 'starts_at' | 'ends_at'>>`select d.id, d.starts_at, d.ends_at from drills d, accounts a
      left join agencies g on g.code = a.agency_code
      where a.id = ${accountId} and ${live} and d.period_id is null and d.ends_at > clock_now() and (d.scope = 'everyone' or exists (
        select 1 from drill_agencies da where da.drill_id = d.id and da.agency_code = any(g.lineage)))
      order by d.starts_at limit 5`,
  )

export type NewDrill = { scope: DrillScope; reason: string; startsAt: Date; endsAt: Date; plannedBy: string }

export async function insertDrill(db: Db, made: NewDrill): Promise<string> {
  const { id } = await one(
    db,
    sql<{ id: string }>`insert into drills (scope, reason, starts_at, ends_at, planned_by)
      values (${made.scope.kind}, ${made.reason}, ${made.startsAt}, ${made.endsAt}, ${made.plannedBy}) returning id`,
  )
  const codes = made.scope.kind === 'agencies' ? made.scope.codes : []
  await run(db, sql`insert into drill_agencies (drill_id, agency_code) select ${id}, unnest(${[...codes]}::text[])`)
  return id
}

export type NearDrill = { planned_by_name: string; starts_at: Date }

/** A drill with anybody in common with this scope and less than the gap between them; undefined where there is none. */
export const findNearDrill = (db: Db, scope: DrillScope, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => {
  const codes = scope.kind === 'agencies' ? [...scope.codes] : []
  const gap = sql`${limits.drill.gap} * interval '1 second'`
  return first(
    db,
    sql<NearDrill>`select o.name as planned_by_name, d.starts_at from drills d join accounts o on o.id = d.planned_by
      where ${live} and d.starts_at < ${endsAt}::timestamptz + ${gap} and d.ends_at > ${startsAt}::timestamptz - ${gap}
        and (d.scope = 'everyone' or ${scope.kind} = 'everyone' or exists (select 1 from drill_agencies da
          join agencies g on g.code = da.agency_code where da.drill_id = d.id and (g.lineage && ${codes}::text[]
            or da.agency_code in (select unnest(lineage) from agencies where code = any(${codes}::text[])))))
      order by d.starts_at limit 1`,
  )
}

/** Cancels a drill that has not begun; false where it has, or where somebody was first. */
export const cancelDrillRow = async (
  db: Db,
  cancelling: { id: string; by: string; reason: string },
): Promise<boolean> =>
  (await run(
    db,
    sql`update drills d set cancelled_at = clock_now(), cancelled_by = ${cancelling.by}, cancel_reason = ${cancelling.reason}
      where id::text = ${cancelling.id} and period_id is null and ${live}`,
  )) === 1

/** Drills whose time has come. */
export const listDueDrills = (db: Db) =>
  all(
    db,
    sql<{ id: string }>`select d.id from drills d where ${live} and d.period_id is null and d.starts_at <= clock_now()
      order by d.starts_at, d.id`,
  )

/** Opens the door of a drill until its end, once; gives the period's id, undefined where it was opened, cancelled or is over. */
export async function openDrillRow(db: Db, id: string): Promise<string | undefined> {
  const opened = await first(
    db,
    sql<{
      period_id: string
    }>`with due as (select d.* from drills d where d.id = ${id} and ${live} and d.period_id is null
          and d.starts_at <= clock_now() and d.ends_at > clock_now() for update),
        made as (insert into standby_periods (scope, kind, reason, opened_by, until) select scope, 'drill', reason, planned_by, ends_at from due
          returning id),
        scopes as (insert into standby_scopes (period_id, agency_code) select made.id, da.agency_code from made, due
          join drill_agencies da on da.drill_id = due.id)
      update drills set period_id = made.id from made where drills.id = ${id} returning made.id as period_id`,
  )
  return opened?.period_id
}

export const missDrillRow = async (db: Db, id: string, why: 'outage' | 'late'): Promise<boolean> =>
  (await run(
    db,
    sql`update drills d set missed_at = clock_now(), missed_why = ${why} where id = ${id} and ${live} and period_id is null`,
  )) === 1

/** Takes one drill whose people are to be told beforehand; call in a transaction that also queues what they are told. */
export const claimDrillToTell = (db: Db) =>
  first(
    db,
    sql<{
      id: string
    }>`update drills set told_at = clock_now() where id = (select d.id from drills d where ${live} and d.period_id is null
        and d.told_at is null and d.starts_at - ${limits.drill.tell} * interval '1 second' <= clock_now()
        and d.starts_at - ${limits.drill.tellLeast} * interval '1 second' > clock_now()
      order by d.starts_at limit 1 for update skip locked) returning id`,
  )
