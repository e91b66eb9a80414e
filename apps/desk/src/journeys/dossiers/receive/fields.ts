// The reception form's fields: what was typed, as texts; and the application in them, or what is wrong at which field.
import type { Language } from '@motcua/ui/shell.ts'
import { z } from 'zod'
import type { Application } from '../../../records/dossiers/store.ts'
import { withPlainLineEnds } from '../../../web/line-ends.ts'
import type { Paper, Procedure } from '../../../records/procedures/store.ts'
import { type FieldErrors, words } from './messages.ts'

/** Every typed value by its field's name. */
export type Fields = Record<string, string>

const names = [
  'procedure',
  'channel',
  'applicant_kind',
  'applicant_name',
  'applicant_id_number',
  'applicant_phone',
  'applicant_email',
  'applicant_address',
  'other_paper',
  'sets',
  'result_way',
  'note',
]
const paperField = /^paper-\d{1,2}(-kind|-count)?$/

/** Keeps the form's own fields, cut to a sane length; anything else that was sent is dropped. */
export function readFields(body: unknown): Fields {
  const sent = z.record(z.string(), z.unknown()).catch({}).parse(body)
  const own = Object.entries(sent).filter(([name]) => names.includes(name) || paperField.test(name))
  return Object.fromEntries(
    own.flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, withPlainLineEnds(value).slice(0, 1000)]] : [],
    ),
  )
}

export type Parsed = { ok: true; application: Application } | { ok: false; errors: FieldErrors }

const text = (most: number) => z.string().trim().max(most).default('')
const filled = (most: number) => z.string().trim().min(1).max(most)
const digits = z.string().transform((value) => value.replace(/[\s.-]/g, ''))
const mobile = /^(?:\+?84|0)(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}$/

const form = z.object({
  channel: z.enum(['1', '3']).transform((value) => Number(value) as 1 | 3),
  applicant_kind: z.enum(['citizen', 'organisation']),
  applicant_name: filled(200).transform((name) => name.replace(/\s+/g, ' ')),
  applicant_id_number: digits,
  applicant_phone: digits.pipe(z.string().regex(mobile)).transform((value) => `+84${value.slice(-9)}`),
  applicant_email: z
    .string()
    .trim()
    .pipe(z.union([z.literal(''), z.email().max(200)]))
    .default(''),
  applicant_address: filled(300),
  sets: z.coerce.number().int().min(1).max(99).default(1),
  result_way: z.enum(['counter', 'post', 'online']),
  note: text(1000),
})

export function parseFields(language: Language, fields: Fields, procedure: Procedure): Parsed {
  const say = words[language].errors
  const read = form.safeParse(fields)
  const wrong = new Set(read.success ? [] : read.error.issues.map((issue) => issue.path[0] as keyof FieldErrors))
  const errors: FieldErrors = {}
  for (const name of wrong) errors[name] = say[name]
  const isCompany = fields['applicant_kind'] === 'organisation'
  if (!isIdNumber(fields['applicant_id_number'] ?? '', isCompany))
    errors.applicant_id_number = isCompany ? say.tax_number : say.applicant_id_number
  const papers = readPapers(fields, procedure)
  if (!papers) errors.papers = say.papers
  if (!read.success || !papers || Object.keys(errors).length > 0) return { ok: false, errors: inFormOrder(errors) }
  return { ok: true, application: { ...read.data, papers, fee: procedure.fee } }
}

function isIdNumber(typed: string, isCompany: boolean): boolean {
  const number = typed.replace(/[\s.-]/g, '')
  return isCompany ? /^(\d{10}|\d{13})$/.test(number) : /^(\d{9}|\d{12})$/.test(number)
}

const count = z.coerce.number().int().min(1).max(99)
const kind = z.enum(['original', 'copy', 'electronic'])

/** The papers that were ticked; undefined where none was, or a count is no count. */
function readPapers(fields: Fields, procedure: Procedure): Paper[] | undefined {
  const ticked = procedure.papers.flatMap((paper, i): Paper[] | [undefined] => {
    if (!fields[`paper-${i}`]) return []
    const given = { kind: fields[`paper-${i}-kind`] ?? paper.kind, count: fields[`paper-${i}-count`] ?? paper.count }
    const read = z.object({ kind, count }).safeParse(given)
    return read.success ? [{ ...paper, ...read.data }] : [undefined]
  })
  const other = (fields['other_paper'] ?? '').trim().slice(0, 200)
  if (other) ticked.push({ vi: other, en: other, kind: 'original', count: 1 })
  return ticked.length > 0 && ticked.every((paper) => paper !== undefined) ? (ticked as Paper[]) : undefined
}

const order = ['channel', ...names, 'papers']
const inFormOrder = (errors: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(errors).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)))
