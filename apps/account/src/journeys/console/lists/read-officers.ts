// The officers' list, row by row: what may go in, and every fault with its line. Rules of ID numbers: domain of CCCD and CMND.
import { readPhone } from '../../../records/accounts/identifier.ts'
import type { NewOfficer } from '../../../records/accounts/store.ts'
import { type CsvFault, readCsv, type Row } from './read-csv.ts'

export type ListedOfficer = NewOfficer & { phone: string | null; line: number }

export type OfficerFault = {
  line: number
  code: CsvFault['code'] | keyof typeof tests | 'officer-id-twice' | 'officer-old-id-twice' | 'officer-phone-twice'
  detail: string
}

export const officerColumns = ['id_number', 'old_id_number', 'name', 'agency_code', 'role', 'phone', 'email'] as const
const rights = new Set(['receive', 'process', 'approve', 'return'])
const cell = (row: Row, name: string) => row.cells[name] ?? ''

/** An officer may be known by the old number alone. Each test gives what is wrong, or nothing. `sex` and `birth_date` are compared with the number where the file has them. */
const tests = {
  'officer-id': (row: Row) => (/^(\d{12}|\d{9})$/.test(cell(row, 'id_number')) ? '' : cell(row, 'id_number') || '–'),
  'officer-old-id': (row: Row) => (/^(\d{9})?$/.test(cell(row, 'old_id_number')) ? '' : cell(row, 'old_id_number')),
  'officer-name': (row: Row) => (cell(row, 'name').length >= 2 ? '' : '–'),
  'officer-agency': (row: Row, known: ReadonlySet<string>) =>
    known.has(cell(row, 'agency_code')) ? '' : cell(row, 'agency_code') || '–',
  'officer-role': (row: Row) => (/^(officer|unit-admin)$/.test(cell(row, 'role')) ? '' : cell(row, 'role') || '–'),
  'officer-rights': (row: Row) =>
    rightsOf(row)
      .filter((right) => !rights.has(right))
      .join(', '),
  'officer-phone': (row: Row) => (cell(row, 'phone') === '' || readPhone(cell(row, 'phone')) ? '' : cell(row, 'phone')),
  'officer-email': (row: Row) => (/^$|^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell(row, 'email')) ? '' : cell(row, 'email')),
  'officer-birth-date': (row: Row) => (isDate(cell(row, 'birth_date')) ? '' : cell(row, 'birth_date')),
  'officer-birth-year': (row: Row) => {
    const born = /^(\d{4})-/.exec(cell(row, 'birth_date'))?.[1]
    const told = birthYear(cell(row, 'id_number'))
    return born && told && Number(born) !== told ? `${born} ≠ ${told}` : ''
  },
  'officer-sex': (row: Row) => {
    const sex = cell(row, 'sex')
    const digit = Number(cell(row, 'id_number')[3])
    return sex === '' ||
      cell(row, 'id_number').length !== 12 ||
      Number.isNaN(digit) ||
      (sex === 'male') === (digit % 2 === 0)
      ? ''
      : sex
  },
} as const

const rightsOf = (row: Row) =>
  cell(row, 'rights')
    .split(/[;,\s]+/)
    .filter(Boolean)

/** The fourth digit tells sex and century (even: male; 0–1: 1900s, 2–3: 2000s …), the next two the year. */
function birthYear(idNumber: string): number | undefined {
  if (!/^\d{12}$/.test(idNumber)) return undefined
  return 1900 + Math.floor(Number(idNumber[3]) / 2) * 100 + Number(idNumber.slice(4, 6))
}

function isDate(text: string): boolean {
  if (text === '') return true
  const date = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Either every row as an officer, or every fault in the order of lines; `known`: the codes of the agencies there are. */
export function readOfficers(
  text: string,
  known: ReadonlySet<string>,
): { officers: ListedOfficer[]; faults: OfficerFault[] } {
  const read = readCsv(text, officerColumns)
  if ('fault' in read) return { officers: [], faults: [read.fault] }
  const faults = [...read.rows.flatMap((row) => rowFaults(row, known)), ...repeats(read.rows)]
  return { officers: faults.length ? [] : read.rows.map(officerOf), faults: faults.sort((a, b) => a.line - b.line) }
}

function rowFaults(row: Row, known: ReadonlySet<string>): OfficerFault[] {
  const found = (Object.keys(tests) as (keyof typeof tests)[]).map((code) => ({
    line: row.line,
    code,
    detail: tests[code](row, known),
  }))
  return found.filter((fault) => fault.detail !== '')
}

function repeats(rows: readonly Row[]): OfficerFault[] {
  const columns = [
    ['id_number', 'officer-id-twice'],
    ['old_id_number', 'officer-old-id-twice'],
    ['phone', 'officer-phone-twice'],
  ] as const
  return columns.flatMap(([column, code]) => {
    const firstLine = new Map<string, number>()
    return rows.flatMap((row): OfficerFault[] => {
      const value = column === 'phone' ? (readPhone(cell(row, column)) ?? '') : cell(row, column)
      const before = firstLine.get(value)
      if (value !== '' && before === undefined) firstLine.set(value, row.line)
      return value !== '' && before !== undefined ? [{ line: row.line, code, detail: String(before) }] : []
    })
  })
}

const officerOf = (row: Row): ListedOfficer => ({
  line: row.line,
  id_number: cell(row, 'id_number'),
  old_id_number: cell(row, 'old_id_number') || null,
  name: cell(row, 'name').normalize('NFC').replace(/\s+/g, ' '),
  agency_code: cell(row, 'agency_code'),
  role: cell(row, 'role') === 'unit-admin' ? 'unit-admin' : 'officer',
  rights: rightsOf(row),
  email: cell(row, 'email') || null,
  birth_date: cell(row, 'birth_date') || null,
  phone: readPhone(cell(row, 'phone')),
})
