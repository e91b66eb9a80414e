// The officers of the sample province as the national portal knows them, then the sandbox's own people.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { ownPeople } from './own-people.ts'
import { type Person, stableNumber, stableUuid } from './person.ts'

const officerRow = z.object({
  id_number: z.string().regex(/^(\d{9}|\d{12})$/),
  old_id_number: z.string().regex(/^(\d{9})?$/),
  name: z.string().min(1),
  agency_code: z.string().min(1),
  role: z.string(),
  phone: z.string().regex(/^0\d{9}$/),
  birth_date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  sex: z.enum(['male', 'female']),
})
type OfficerRow = z.infer<typeof officerRow>

const agencyRow = z.object({ code: z.string(), name_vi: z.string(), name_en: z.string() })

/** How many of the file's first people stand at the top of the list; our own follow, then everybody else. */
const firstPeople = 2

/** `file` is an officers' list; agency names come from agencies.csv beside it. Throws where the list cannot be read. */
export function readPeople(file: string): readonly Person[] {
  const names = agencyNames(join(dirname(file), 'agencies.csv'))
  const officers = rows(file, officerRow).map((row) => officer(row, names.get(row.agency_code)))
  return [...officers.slice(0, firstPeople), ...ownPeople, ...officers.slice(firstPeople)]
}

function agencyNames(file: string): Map<string, Person['note']> {
  if (!existsSync(file)) return new Map()
  return new Map(rows(file, agencyRow).map((row) => [row.code, { vi: row.name_vi, en: row.name_en }]))
}

const rows = <T>(file: string, shape: z.ZodType<T>): T[] =>
  z.array(shape).parse(parse(readFileSync(file, 'utf8'), { columns: true, bom: true, skip_empty_lines: true }))

function officer(row: OfficerRow, agency: Person['note'] | undefined): Person {
  const hasCardOnly = row.id_number.length === 9
  const oldIdNumber = hasCardOnly ? row.id_number : row.old_id_number || null
  const idNumber = hasCardOnly ? citizenNumber(row) : row.id_number
  return {
    techId: stableUuid(`officer ${row.id_number}`),
    kind: 'citizen',
    name: row.name,
    idNumber,
    oldIdNumber,
    logins: oldIdNumber ? [idNumber, oldIdNumber] : [idNumber],
    birthDate: row.birth_date,
    sex: row.sex,
    phone: row.phone,
    tellsPhone: oldIdNumber !== null || stableNumber(`phone ${row.id_number}`, 3) > 0,
    // VNeID tells no old number, so those whom the province knows by it alone came another way.
    viaVneid: !oldIdNumber && stableNumber(`vneid ${row.id_number}`, 2) === 0,
    note: noteOf(row, agency ?? { vi: row.agency_code, en: row.agency_code }),
  }
}

const noteOf = ({ role }: OfficerRow, agency: Person['note']): Person['note'] =>
  role === 'unit-admin' ? { vi: `Quản trị đơn vị, ${agency.vi}`, en: `Unit administrator, ${agency.en}` } : agency

/** The portal knows everybody's twelve digits, also those of people who are on the province's list with nine. */
function citizenNumber(row: OfficerRow): string {
  const century = row.birth_date.startsWith('20') ? 2 : 0
  const tail = String(stableNumber(`citizen ${row.id_number}`, 1_000_000)).padStart(6, '0')
  return `074${century + (row.sex === 'female' ? 1 : 0)}${row.birth_date.slice(2, 4)}${tail}`
}
