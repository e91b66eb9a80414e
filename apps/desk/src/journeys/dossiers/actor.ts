// The signed-in person as the one who acts on a dossier.
import type { Actor } from '../../records/dossiers/store.ts'
import type { Person } from '../../web/person.ts'

export const actorOf = (person: Person): Actor => ({
  sub: person.sub,
  name: person.name,
  agency: person.agency,
  rights: person.rights,
  door: person.door,
  periodId: person.periodId,
})
