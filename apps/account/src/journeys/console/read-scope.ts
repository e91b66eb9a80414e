// Everybody or some agencies, as the form sent it → agency codes, none for everybody.
import type { Db } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { listAgencies } from '../../records/agencies/store.ts'
import { type Refusal, type Result, refuse } from '../../result.ts'
import { sentence } from '../../web/messages/codes.ts'

type TypedScope = { scope: string; agency: readonly string[] }

export async function readCodes(db: Db, typed: TypedScope): Promise<Result<{ codes: string[] }>> {
  if (typed.scope === 'everyone') return { ok: true, codes: [] }
  if (typed.scope !== 'agencies') return refuse('scope-missing')
  const known = new Set((await listAgencies(db)).map((agency) => agency.code))
  const codes = [...new Set(typed.agency)].filter((code) => known.has(code)).sort()
  return codes.length > 0 ? { ok: true, codes } : refuse('agencies-missing')
}

/** Every refusal that has a field, in words at it. */
export function errorsAt<Field extends string>(
  language: Language,
  faults: readonly Refusal[],
  fieldOf: Partial<Record<Refusal['code'], Field>>,
): Partial<Record<Field, string>> {
  const told = faults.flatMap((fault) => {
    const field = fieldOf[fault.code]
    return field ? [[field, sentence(language, fault)] as const] : []
  })
  return Object.fromEntries(told) as Partial<Record<Field, string>>
}
