// Chosen people: an ID number on each line → their accounts, or the lines that nobody has.
import type { Db } from '@motcua/db/query.ts'
import { limits } from '../../../limits.ts'
import { readIdentifier } from '../../../records/accounts/identifier.ts'
import { findOfficerByIdNumber } from '../../../records/accounts/store.ts'
import type { Scope } from '../../../records/standby/store.ts'
import { type Result, refuse } from '../../../result.ts'

/** The refusal names lines, never numbers: what was typed stays in the form. */
export async function readPeople(db: Db, text: string): Promise<Result<{ scope: Scope }>> {
  const lines = text.split(/\r?\n/).map((line, index) => ({ line: line.trim(), number: index + 1 }))
  const filled = lines.filter(({ line }) => line !== '')
  if (filled.length === 0) return refuse('people-missing')
  if (filled.length > limits.standby.people) return refuse('people-most')
  const found = new Set<string>()
  const unknown: number[] = []
  for (const { line, number } of filled) {
    const read = readIdentifier(line)
    const officer = read.kind === 'id-number' ? await findOfficerByIdNumber(db, read.value) : undefined
    if (officer) found.add(officer.id)
    else unknown.push(number)
  }
  if (unknown.length > 0) return refuse('people-unknown', { with: { lines: unknown.slice(0, 10).join(', ') } })
  return { ok: true, scope: { kind: 'people', accountIds: [...found].sort() } }
}
