// Takes in the officers' list: all of it or nothing.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../deps.ts'
import { saveOfficer, takenOldNumbers } from '../../records/accounts/store.ts'
import { knownAgencyCodes } from '../../records/agencies/store.ts'
import { writeAudit } from '../../records/audit/write-audit.ts'
import { addPhone, dropListedPhones } from '../../records/phones/store.ts'
import { type ListedOfficer, type OfficerFault, readOfficers } from './read-officers.ts'

type Fault = OfficerFault | { line: number; code: 'officer-old-id-taken'; detail: string }
export type Imported = { ok: true; added: number; renewed: number } | { ok: false; faults: Fault[] }

/** `actorId`: the administrator; null from the server's command line. */
export async function importOfficers(deps: Deps, input: { csv: string; actorId: string | null }): Promise<Imported> {
  const { officers, faults } = readOfficers(input.csv, await knownAgencyCodes(deps.db))
  if (faults.length) return { ok: false, faults }
  return inTransaction(deps.db, async (tx): Promise<Imported> => {
    const taken = new Set(await takenOldNumbers(tx, officers))
    const clashes = officers.filter((officer) => officer.old_id_number && taken.has(officer.old_id_number))
    if (clashes.length) return { ok: false, faults: clashes.map(clash) }
    let added = 0
    for (const { phone, line: _line, ...officer } of officers) {
      const saved = await saveOfficer(tx, officer)
      if (saved.is_new) added += 1
      await dropListedPhones(tx, saved.id, phone)
      if (phone) await addPhone(tx, saved.id, 'officer', phone, 'list')
    }
    const detail = { added, renewed: officers.length - added }
    await writeAudit(tx, { event: 'officers-imported', actorId: input.actorId, detail })
    return { ok: true, ...detail }
  })
}

const clash = ({ line, old_id_number }: ListedOfficer): Fault => ({
  line,
  code: 'officer-old-id-taken',
  detail: old_id_number ?? '',
})
