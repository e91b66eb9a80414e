// Takes in the list of agencies: all of it or nothing. A parent stands in the file before its children, or is there already.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { knownAgencyCodes, saveAgency } from '../../../records/agencies/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { type CsvFault, readCsv, type Row } from './read-csv.ts'

type Fault = CsvFault | { line: number; code: 'agency-field' | 'agency-parent'; detail: string }
type Faults = { ok: false; faults: Fault[] }
export type ImportedAgencies = { ok: true; count: number } | Faults

const nothing = z.literal('').transform(() => null)
const agency = z.object({
  code: z.string().regex(/^[A-Z]\d\d(\.\d\d)*$/),
  national_id: z.string().min(3).max(40),
  name_vi: z.string().min(2).max(200),
  name_en: z.string().min(2).max(200),
  parent_code: z.union([nothing, z.string()]),
  kind: z.enum(['province', 'department', 'district', 'commune']),
  help_phone: z.string().max(40),
  help_hours: z.string().max(40),
  valid_from: z.iso.date(),
  valid_to: z.union([nothing, z.iso.date()]),
})

export const agencyColumns = Object.keys(agency.shape)

/** `actorId`: the administrator; null from the server's command line. */
export async function importAgencies(
  deps: Deps,
  input: { csv: string; actorId: string | null; address?: string },
): Promise<ImportedAgencies> {
  return inTransaction(deps.db, async (tx): Promise<ImportedAgencies> => {
    const read = await readAgainst(tx, input.csv)
    if (!read.ok) return read
    for (const row of read.rows) await saveAgency(tx, agency.parse(row.cells))
    const { actorId, address } = input
    const detail = { count: read.rows.length }
    await writeAudit(tx, { event: 'agencies-imported', actorId, address, detail })
    return { ok: true, ...detail }
  })
}

/** What the list would do; writes nothing. */
export async function checkAgencies(deps: Pick<Deps, 'db'>, csv: string): Promise<ImportedAgencies> {
  const read = await readAgainst(deps.db, csv)
  return read.ok ? { ok: true, count: read.rows.length } : read
}

async function readAgainst(db: Db, csv: string): Promise<{ ok: true; rows: Row[] } | Faults> {
  const read = readCsv(csv, agencyColumns)
  if ('fault' in read) return { ok: false, faults: [read.fault] }
  const known = await knownAgencyCodes(db)
  const faults = read.rows.flatMap((row) => agencyFaults(row, known))
  return faults.length ? { ok: false, faults } : { ok: true, rows: read.rows }
}

/** Adds the row's code to `known`, for the rows after it. */
function agencyFaults({ line, cells }: Row, known: Set<string>): Fault[] {
  const parsed = agency.safeParse(cells)
  const fields = parsed.success ? [] : [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))]
  known.add(cells['code'] ?? '')
  const orphan = cells['parent_code'] && !known.has(cells['parent_code'])
  return [
    ...fields.map((detail): Fault => ({ line, code: 'agency-field', detail })),
    ...(orphan ? [{ line, code: 'agency-parent', detail: cells['parent_code'] ?? '' } as const] : []),
  ]
}
