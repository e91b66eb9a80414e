// The catalogue of procedures from its CSV: all rows or none.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { z } from 'zod'
import { type CsvProblem, readCsv } from '../csv.ts'
import { endOlderVersions, type Paper, saveProcedures } from './store.ts'

const words = (text: string) =>
  text
    .split(';')
    .map((word) => word.trim())
    .filter(Boolean)

/** "Tờ khai|Declaration|original|1; …" */
const papers = z.string().transform((text, context): Paper[] =>
  words(text).map((part) => {
    const [vi = '', en = '', kind = '', count = ''] = part.split('|')
    const paper = z
      .object({
        vi: z.string().min(1),
        en: z.string().min(1),
        kind: z.enum(['original', 'copy', 'electronic']),
        count: z.coerce.number().int().min(1).max(99),
      })
      .safeParse({ vi, en, kind, count })
    if (paper.success) return paper.data
    context.addIssue({ code: 'custom', message: `"${part}" is not like name|English name|original|1` })
    return z.NEVER
  }),
)

const level = z.enum(['commune', 'district', 'department'])

const row = z.object({
  code: z.string().regex(/^\d\.\d{6}$/, 'not like 1.001193'),
  name_vi: z.string().min(1),
  name_en: z.string().min(1),
  levels: z.string().transform(words).pipe(z.array(level).min(1)),
  agency_codes: z.string().transform(words),
  term_amount: z.coerce.number().int().min(0).max(365),
  term_unit: z.enum(['day', 'hour', 'calendar-day']),
  fee: z.coerce.number().int().min(0),
  fee_note_vi: z.string(),
  fee_note_en: z.string(),
  papers,
  valid_from: z.iso.date(),
  valid_to: z.union([z.iso.date(), z.literal('').transform(() => null)]),
})

export type ImportProcedures = { ok: true; procedures: number } | { ok: false; problems: readonly CsvProblem[] }

export async function importProcedures(db: Db, csvText: string): Promise<ImportProcedures> {
  const read = readCsv(csvText, row)
  if (!read.ok) return read
  await inTransaction(db, async (tx) => {
    await saveProcedures(tx, read.rows)
    await endOlderVersions(tx)
  })
  return { ok: true, procedures: read.rows.length }
}
