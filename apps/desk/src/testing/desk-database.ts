// A desk's database for a test: real migrations, the sample agencies, procedures and calendars.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Database } from '@motcua/db/open-database.ts'
import type { Db } from '@motcua/db/query.ts'
import { openFreshDatabase } from '@motcua/db/testing/fresh-database.ts'
import { migrations } from '../../migrations/all.ts'
import { importAgencies } from '../records/agencies/import-agencies.ts'
import { importCalendar } from '../records/calendar/import-calendar.ts'
import type { Actor, Application } from '../records/dossiers/store.ts'
import { importProcedures } from '../records/procedures/import-procedures.ts'

export const sample = (name: string) => readFileSync(new URL(`../../../../samples/${name}`, import.meta.url), 'utf8')

export const calendarYears = [2023, 2024, 2025, 2026, 2027]

/** Agencies, procedures and calendars, as the seed of a first start loads them. */
export async function loadSamples(db: Db): Promise<void> {
  const loads = [await importAgencies(db, sample('agencies.csv')), await importProcedures(db, sample('procedures.csv'))]
  for (const year of calendarYears) loads.push((await importCalendar(db, sample(`calendar-${year}.csv`))) as never)
  const wrong = loads.find((load) => !load.ok)
  if (wrong) throw new Error(JSON.stringify(wrong))
}

/** Records only, without the app. */
export async function openDeskDatabase(): Promise<Database<unknown>> {
  const database = await openFreshDatabase(migrations)
  await loadSamples(database.db)
  return database
}

export const ward = 'H09.31.01'

export const hanh: Actor = {
  sub: '5f1c8b1e-0000-4000-8000-000000000001',
  name: 'Nguyễn Thị Hạnh',
  agency: ward,
  rights: ['receive', 'process', 'return'],
  door: 'portal',
  periodId: null,
}

export const huy: Actor = {
  sub: '5f1c8b1e-0000-4000-8000-000000000002',
  name: 'Phạm Quốc Huy',
  agency: ward,
  rights: ['process', 'approve'],
  door: 'portal',
  periodId: null,
}

export const formId = (): string => randomUUID()

export const application: Application = {
  channel: 1,
  applicant_kind: 'citizen',
  applicant_name: 'Trần Văn Bảo',
  applicant_id_number: '074085007781',
  applicant_phone: '+84901234567',
  applicant_email: '',
  applicant_address: 'Khu phố 3, phường Phú Cường',
  papers: [{ vi: 'Tờ khai', en: 'Declaration', kind: 'original', count: 1 }],
  sets: 1,
  result_way: 'counter',
  fee: 0,
  note: '',
}
