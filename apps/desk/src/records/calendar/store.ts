// The special days of the calendar as they are kept.
import { all, type Db, run, sql } from '@motcua/db/query.ts'
import type { CalendarDay } from './calendar.ts'

export type NamedDay = CalendarDay & { name_vi: string; name_en: string; basis: 'decided' | 'expected'; note: string }

export const listDays = (db: Db) => all(db, sql<NamedDay>`select * from calendar_days order by date`)

/** Puts a year's days in place of what was told of that year before, in one statement. */
export const replaceYear = (db: Db, year: number, days: readonly NamedDay[]) =>
  run(
    db,
    sql`with told as (select * from jsonb_to_recordset(${JSON.stringify(days)}::jsonb)
        as d(date date, kind text, name_vi text, name_en text, basis text, note text)),
      gone as (delete from calendar_days where extract(year from date) = ${year} and date not in (select date from told))
      insert into calendar_days (date, kind, name_vi, name_en, basis, note)
      select date, kind, name_vi, name_en, basis, note from told
      on conflict (date) do update set kind = excluded.kind, name_vi = excluded.name_vi, name_en = excluded.name_en,
        basis = excluded.basis, note = excluded.note`,
  )
