// The opening's form → a scope and its terms, or every fault at its field at once.
import type { Db } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { z } from 'zod'
import { limits } from '../../../limits.ts'
import { listAgencies } from '../../../records/agencies/store.ts'
import type { Scope } from '../../../records/standby/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { textField } from '../../../web/forms.ts'
import { errorsAt } from '../read-scope.ts'
import { minutesFault, reasonFault } from './check-terms.ts'
import { readPeople } from './read-people.ts'

/** A field that may come once, several times, or not at all. */
export const many = z.preprocess(
  (sent) => (sent === undefined ? [] : [sent].flat()),
  z.array(z.string().max(60)).max(400),
)

export const termsForm = z.object({
  reason: textField(2000),
  minutes: textField(10),
  password: textField(1000),
  code: textField(20),
  /** Ids of the doors that were open when the form was shown. */
  seen: textField(20_000).transform((ids) => ids.split(',').filter(Boolean)),
})

export const openingForm = termsForm.extend({ scope: textField(20), agency: many, people: textField(8000) })

export type TypedOpening = Pick<z.infer<typeof openingForm>, 'scope' | 'agency' | 'people' | 'reason' | 'minutes'>

export const blankOpening: TypedOpening = {
  scope: 'everyone',
  agency: [],
  people: '',
  reason: '',
  minutes: String(limits.standby.openMost / 60),
}

export type OpeningErrors = Partial<
  Record<'scope' | 'agencies' | 'people' | 'reason' | 'minutes' | 'password' | 'code', string>
>

/** Where a refusal stands in the form; nothing where it is about the form as a whole. */
export const fieldOf: Partial<Record<Refusal['code'], keyof OpeningErrors>> = {
  'scope-missing': 'scope',
  'agencies-missing': 'agencies',
  'people-missing': 'people',
  'people-unknown': 'people',
  'people-most': 'people',
  'reason-missing': 'reason',
  'minutes-range': 'minutes',
  'extension-range': 'minutes',
  'password-missing': 'password',
  'code-format': 'code',
}

export const minutesOf = (typed: string): number => (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN)

/** `isExtension` leaves the minutes to the rule of extensions. */
export async function readOpening(
  db: Db,
  typed: TypedOpening,
  { isExtension }: { isExtension: boolean },
): Promise<{ scope: Result<{ scope: Scope }>; faults: Refusal[] }> {
  const scope = await readScope(db, typed)
  const terms = [reasonFault(typed.reason), isExtension ? null : minutesFault(minutesOf(typed.minutes))]
  const faults = [scope.ok ? null : scope, ...terms].filter((fault): fault is Refusal => fault !== null)
  return { scope, faults }
}

async function readScope(db: Db, typed: TypedOpening): Promise<Result<{ scope: Scope }>> {
  if (typed.scope === 'everyone') return { ok: true, scope: { kind: 'everyone' } }
  if (typed.scope === 'people') return readPeople(db, typed.people)
  if (typed.scope !== 'agencies') return refuse('scope-missing')
  const known = new Set((await listAgencies(db)).map((agency) => agency.code))
  const codes = [...new Set(typed.agency)].filter((code) => known.has(code)).sort()
  return codes.length > 0 ? { ok: true, scope: { kind: 'agencies', codes } } : refuse('agencies-missing')
}

export const errorsOf = (language: Language, faults: readonly Refusal[]): OpeningErrors =>
  errorsAt(language, faults, fieldOf)
