// The weekly summary: once a week on Monday, whichever node is first, to every unit administrator.
import { all, type Db, first, sql } from '@motcua/db/query.ts'
import { bestNumber } from '../phones/best-number.ts'

const local = sql`(clock_now() at time zone 'Asia/Ho_Chi_Minh')`

/** Monday from 07:30, as offices open; a node that was away all morning still sends it in the afternoon. */
export const claimWeek = (db: Db) =>
  first(
    db,
    sql<{ week: string }>`insert into weekly_summaries (week) select ${local}::date
      where extract(isodow from ${local}) = 1 and ${local}::time between '07:30' and '17:00'
      on conflict (week) do nothing returning week::text`,
  )

export type UnitAdministrator = {
  id: string
  agency: string
  agency_vi: string
  agency_en: string
  email: string | null
  number: string | null
}

export const listUnitAdministrators = (db: Db) =>
  all(
    db,
    sql<UnitAdministrator>`select a.id, g.code as agency, g.name_vi as agency_vi, g.name_en as agency_en, a.email, ${bestNumber} as number
      from accounts a join agencies g on g.code = a.agency_code
      where a.kind = 'officer' and a.role = 'unit-admin' and a.suspended_at is null order by a.id`,
  )
