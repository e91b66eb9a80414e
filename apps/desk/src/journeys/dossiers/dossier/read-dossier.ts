// All that the pages of one dossier show; undefined where it is not of this person's agency.
import { readClock } from '@motcua/db/clock.ts'
import type { Calendar } from '../../../records/calendar/calendar.ts'
import { readCalendar } from '../../../records/calendar/import-calendar.ts'
import { type Colleague, listProcessors } from '../../../records/colleagues/store.ts'
import { type Dossier, findDossier, type HistoryRow, listHistory } from '../../../records/dossiers/store.ts'
import type { Counts } from '../../../records/dossiers/worklist.ts'
import type { Person } from '../../../web/person.ts'
import type { DossierNeeds } from '../needs.ts'
import { readCounts } from '../worklist/read-worklist.ts'

export type OpenDossier = {
  dossier: Dossier
  history: HistoryRow[]
  processors: Colleague[]
  counts: Counts
  calendar: Calendar
  now: Date
}

export async function readDossier(needs: DossierNeeds, person: Person, code: string): Promise<OpenDossier | undefined> {
  const { db, hours } = needs
  const dossier = await findDossier(db, person.agency, code)
  if (!dossier) return undefined
  return {
    dossier,
    history: await listHistory(db, dossier.id),
    processors: await listProcessors(db, person.agency),
    counts: await readCounts(needs, person),
    calendar: await readCalendar(db, hours),
    now: await readClock(db),
  }
}
