// The sample province at the desk, on the first start of a trial only: agencies, procedures, calendars, dossiers.
import { readdir, readFile } from 'node:fs/promises'
import type { Deps } from './deps.ts'
import { importAgencies } from './records/agencies/import-agencies.ts'
import { importCalendar } from './records/calendar/import-calendar.ts'
import { importProcedures } from './records/procedures/import-procedures.ts'
import { seedDossiers } from './records/samples/seed-dossiers.ts'

/** `samples`: the folder of the lists. The dossiers come last: where they are, everything is. Throws on a sample that does not fit. */
export async function seedTrial({ db }: Pick<Deps, 'db'>, samples = 'samples'): Promise<void> {
  const read = (file: string) => readFile(`${samples}/${file}`, 'utf8')
  must(await importAgencies(db, await read('agencies.csv')))
  must(await importProcedures(db, await read('procedures.csv')))
  for (const file of await calendars(samples)) must(await importCalendar(db, await read(file)))
  await seedDossiers(db)
}

const calendars = async (folder: string) =>
  (await readdir(folder)).filter((file) => /^calendar-\d{4}\.csv$/.test(file)).sort()

function must(result: { ok: boolean }): void {
  if (!result.ok) throw new Error(`a sample list does not fit: ${JSON.stringify(result)}`)
}
