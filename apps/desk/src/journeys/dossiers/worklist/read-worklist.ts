// What the worklist shows: a page of dossiers, the counts of tabs and menu, and the clock they are measured by.
import { readClock } from '@motcua/db/clock.ts'
import type { Calendar } from '../../../records/calendar/calendar.ts'
import { readCalendar } from '../../../records/calendar/import-calendar.ts'
import { addWorkingTime } from '../../../records/calendar/working-time.ts'
import { type Counts, countDossiers, type ListedDossier, listDossiers } from '../../../records/dossiers/worklist.ts'
import { soonHours } from '../../../web/dossier-words.ts'
import type { Person } from '../../../web/person.ts'
import type { DossierNeeds } from '../needs.ts'
import type { WorklistQuery } from './query.ts'

export type Worklist = { rows: ListedDossier[]; counts: Counts; calendar: Calendar; now: Date }

const hour = 60 * 60 * 1000

/** `personal`: searched by personal numbers, which never stand in an address. */
export async function readWorklist(
  { db, hours }: DossierNeeds,
  person: Person,
  query: WorklistQuery,
  personal?: readonly string[],
): Promise<Worklist> {
  const [calendar, now] = [await readCalendar(db, hours), await readClock(db)]
  const soonUntil = addWorkingTime(calendar, now, soonHours * hour)
  const { of, view, status, q, page } = query
  const scope = { agency: person.agency, sub: person.sub, of, soonUntil }
  const rows = await listDossiers(db, { ...scope, view, status, text: q || undefined, personal }, page)
  return { rows, counts: await countDossiers(db, scope), calendar, now }
}

/** The counts alone, for the menu of other pages. */
export async function readCounts({ db, hours }: DossierNeeds, person: Person): Promise<Counts> {
  const soonUntil = addWorkingTime(await readCalendar(db, hours), await readClock(db), soonHours * hour)
  return countDossiers(db, { agency: person.agency, sub: person.sub, of: 'mine', soonUntil })
}
