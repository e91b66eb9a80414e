// Takes in the list of agencies: all of it or nothing. A parent stands in the file before its children, or is there already.
import { inTransaction } from '@motcua/db/query.ts'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { knownAgencyCodes, saveAgency } from '../../records/agencies/store.ts'
import { writeAudit } from '../../records/audit/write-audit.ts'
import { type CsvFault, readCsv, type Row } from './read-csv.ts'

type Fault = CsvFault | { line: number; code: 'agency-field' | 'agency-parent'; detail: string }
export type ImportedAgencies = { ok: true; count: number } | { ok: false; faults: Fault[] }

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

export async function importAgencies(
  deps: Deps,
  input: { csv: string; actorId: string | null },
): Promise<ImportedAgencies> {
  const read = readCsv(input.csv, Object.keys(agency.shape))
  if ('fault' in read) return { ok: false, faults: [read.fault] }
  const known = await knownAgencyCodes(deps.db)
  const faults = read.rows.flatMap((row) => agencyFaults(row, known))
  if (faults.length) return { ok: false, faults }
  return inTransaction(deps.db, async (tx) => {
    for (const row of read.rows) await saveAgency(tx, agency.parse(row.cells))
    await writeAudit(tx, { event: 'agencies-imported', actorId: input.actorId, detail: { count: read.rows.length } })
    return { ok: true, count: read.rows.length }
  })
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
