// Takes in the officers' list: all of it or nothing. Whose role, rights or agency change is signed out everywhere: relying parties
// know of them what they were told at the sign-in.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { compareOfficers, findMoved, saveOfficer, takenOldNumbers } from '../../../records/accounts/store.ts'
import { knownAgencyCodes } from '../../../records/agencies/store.ts'
import { endAttempts } from '../../../records/attempts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { addPhone, dropListedPhones } from '../../../records/phones/store.ts'
import { endSessions } from '../../../records/sessions/store.ts'
import { type ListedOfficer, type OfficerFault, readOfficers } from './read-officers.ts'

type Fault = OfficerFault | { line: number; code: 'officer-old-id-taken'; detail: string }
type Faults = { ok: false; faults: Fault[] }
/** `moved`: known officers whose role, rights or agency change. */
export type OfficerCounts = { added: number; renewed: number; moved: number }
export type ImportedOfficers = ({ ok: true } & OfficerCounts) | Faults

/** `actorId`: the administrator; null from the server's command line. */
export async function importOfficers(
  deps: Deps,
  input: { csv: string; actorId: string | null; address?: string },
): Promise<ImportedOfficers> {
  const done = await inTransaction(deps.db, async (tx): Promise<ImportedOfficers> => {
    const read = await readAgainst(tx, input.csv)
    if (!read.ok) return read
    const { actorId, address } = input
    const moved = await findMoved(tx, read.officers)
    for (const { phone, line: _line, ...officer } of read.officers) {
      const saved = await saveOfficer(tx, officer)
      await dropListedPhones(tx, saved.id, phone)
      if (phone) await addPhone(tx, saved.id, 'officer', phone, 'list')
    }
    for (const accountId of moved) {
      await endAttempts(tx, accountId)
      await endSessions(tx, { accountId }, { reason: 'administrator', actorId })
    }
    await writeAudit(tx, { event: 'officers-imported', actorId, address, detail: read.counts })
    return { ok: true, ...read.counts }
  })
  deps.nudge()
  return done
}

/** What the list would do; writes nothing. */
export async function checkOfficers(deps: Pick<Deps, 'db'>, csv: string): Promise<ImportedOfficers> {
  const read = await readAgainst(deps.db, csv)
  return read.ok ? { ok: true, ...read.counts } : read
}

async function readAgainst(
  db: Db,
  csv: string,
): Promise<{ ok: true; officers: ListedOfficer[]; counts: OfficerCounts } | Faults> {
  const { officers, faults } = readOfficers(csv, await knownAgencyCodes(db))
  if (faults.length) return { ok: false, faults }
  const taken = new Set(await takenOldNumbers(db, officers))
  const clashes = officers.filter((officer) => officer.old_id_number && taken.has(officer.old_id_number))
  if (clashes.length) return { ok: false, faults: clashes.map(clash) }
  return { ok: true, officers, counts: await compareOfficers(db, officers) }
}

const clash = ({ line, old_id_number }: ListedOfficer): Fault => ({
  line,
  code: 'officer-old-id-taken',
  detail: old_id_number ?? '',
})
