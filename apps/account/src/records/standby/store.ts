// Standby periods: the door is open because a row says who opened it, why, for whom, from when until when.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'

export type Scope =
  | { kind: 'everyone' }
  | { kind: 'agencies'; codes: readonly string[] }
  | { kind: 'people'; accountIds: readonly string[] }

export type Period = {
  id: string
  scope: 'everyone' | 'agencies' | 'people'
  kind: 'outage' | 'drill'
  reason: string
  opened_by: string | null
  opened_by_name: string | null
  opened_at: Date
  until: Date
  closed_at: Date | null
  closed_by_name: string | null
  close_reason: string | null
  /** Names of the agencies or people covered; empty for everyone. */
  covers: string[]
  signed_in: number
  now: Date
}

const open = sql`p.closed_at is null and p.until > clock_now()`

const period = sql`select p.id, p.scope, p.kind, p.reason, p.opened_by, o.name as opened_by_name, p.opened_at, p.until, p.closed_at,
  c.name as closed_by_name, p.close_reason, clock_now() as now,
  array(select coalesce(g.name_vi, a.name) from standby_scopes s left join agencies g on g.code = s.agency_code
    left join accounts a on a.id = s.account_id where s.period_id = p.id order by 1) as covers,
  (select count(distinct account_id) from sessions where period_id = p.id) as signed_in
  from standby_periods p left join accounts o on o.id = p.opened_by left join accounts c on c.id = p.closed_by`

export const listOpenPeriods = (db: Db) => all(db, sql<Period>`${period} where ${open} order by p.opened_at`)

export const listPeriods = (db: Db, count: number) =>
  all(db, sql<Period>`${period} order by p.opened_at desc limit ${count}`)

export const findPeriod = (db: Db, id: string) => first(db, sql<Period>`${period} where p.id::text = ${id}`)

/** Is any period open at all? If not, an ID number is refused without any hash. */
export const isAnyOpen = async (db: Db): Promise<boolean> =>
  (await first(db, sql`select 1 from standby_periods p where ${open} limit 1`)) !== undefined

/** The open period that covers this officer, the one that lasts longest; undefined where the door is closed for them. */
export const findCoveringPeriod = (db: Db, accountId: string) =>
  first(
    db,
    sql<{
      id: string
      until: Date
    }>`select p.id, p.until from standby_periods p, accounts a left join agencies g on g.code = a.agency_code
      where a.id = ${accountId} and a.kind = 'officer' and a.suspended_at is null and ${open} and (p.scope = 'everyone'
        or exists (select 1 from standby_scopes s where s.period_id = p.id and (s.agency_code = any(g.lineage) or s.account_id = a.id)))
      order by p.until desc limit 1`,
  )

export type NewPeriod = { scope: Scope; reason: string; minutes: number; openedBy: string | null }

export async function insertPeriod(db: Db, made: NewPeriod): Promise<{ id: string; until: Date }> {
  const row = await one(
    db,
    sql<{ id: string; until: Date }>`insert into standby_periods (scope, reason, opened_by, until)
      values (${made.scope.kind}, ${made.reason}, ${made.openedBy}, clock_now() + ${made.minutes} * interval '1 minute') returning id, until`,
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
 * Closes an open period and voids its half-finished attempts and their codes, in one statement. False where it was closed already:
 * of two people only one closes.
 */
export async function closePeriodRow(
  db: Db,
  closing: { id: string; closedBy: string | null; reason: string },
): Promise<boolean> {
  const row = await first(
    db,
    sql`with closed as (update standby_periods set closed_at = clock_now(), closed_by = ${closing.closedBy}, close_reason = ${closing.reason}
        where id::text = ${closing.id} and closed_at is null returning id),
      stopped as (update attempts set voided_at = clock_now() where period_id in (select id from closed) and finished_at is null
        and voided_at is null returning id),
      dead as (update challenges set voided_at = clock_now() where binding in (select id::text from stopped) and used_at is null and voided_at is null)
      select id from closed`,
  )
  return row !== undefined
}

/** Periods whose time is over and that nobody closed: the keeper writes their end. */
export const listLapsedPeriods = (db: Db) =>
  all(db, sql<{ id: string }>`select id from standby_periods where closed_at is null and until <= clock_now()`)
