// The province's agencies from their CSV: all rows or none.
import type { Db } from '@motcua/db/query.ts'
import { z } from 'zod'
import { type CsvProblem, readCsv } from '../csv.ts'
import { saveAgencies } from './store.ts'

const row = z.object({
  code: z.string().min(1),
  national_id: z.string().min(1),
  name_vi: z.string().min(1),
  name_en: z.string().min(1),
  kind: z.enum(['province', 'department', 'district', 'commune']),
  help_phone: z.string().default(''),
  help_hours: z.string().default(''),
})

export type ImportAgencies = { ok: true; agencies: number } | { ok: false; problems: readonly CsvProblem[] }

export async function importAgencies(db: Db, csvText: string): Promise<ImportAgencies> {
  const read = readCsv(csvText, row)
  if (!read.ok) return read
  await saveAgencies(db, read.rows)
  return { ok: true, agencies: read.rows.length }
}
