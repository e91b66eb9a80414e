// A year's holidays and make-up days from its CSV: all rows or none.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { z } from 'zod'
import { type CsvProblem, readCsv } from '../csv.ts'
import { type Calendar, makeCalendar } from './calendar.ts'
import type { Span } from './hours.ts'
import { listDays, type NamedDay, replaceYear } from './store.ts'

const row = z.object({
  date: z.iso.date(),
  kind: z.enum(['off', 'work']),
  name_vi: z.string().min(1),
  name_en: z.string().min(1),
  basis: z.enum(['decided', 'expected']),
  note: z.string(),
})

export type ImportCalendar = { ok: true; days: number } | { ok: false; problems: readonly CsvProblem[] }

export async function importCalendar(db: Db, csvText: string): Promise<ImportCalendar> {
  const read = readCsv(csvText, row)
  if (!read.ok) return read
  const years = Map.groupBy(read.rows, (day) => Number(day.date.slice(0, 4)))
  await inTransaction(db, async (tx) => {
    for (const [year, days] of years) await replaceYear(tx, year, days satisfies NamedDay[])
  })
  return { ok: true, days: read.rows.length }
}

/** The calendar in force, for one request. */
export const readCalendar = async (db: Db, hours: readonly Span[]): Promise<Calendar> =>
  makeCalendar(await listDays(db), hours)
