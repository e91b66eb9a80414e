// The filters of the worklist, which live in its address.
import { z } from 'zod'
import { type Status, statuses } from '../../../records/dossiers/status.ts'
import { type View, views } from '../../../records/dossiers/worklist.ts'

const statusText = z
  .string()
  .transform(Number)
  .refine((value): value is Status => (statuses as number[]).includes(value))

/** Whatever is not a filter of ours counts as absent: addresses are typed and shortened by people. */
const query = z.object({
  of: z.enum(['mine', 'agency']).catch('mine'),
  view: z.enum(views).catch('open'),
  status: statusText.optional().catch(undefined),
  q: z.string().trim().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
  done: z.string().optional().catch(undefined),
})

export type WorklistQuery = { of: 'mine' | 'agency'; view: View; status?: Status | undefined; q: string; page: number }

export const readQuery = (raw: unknown): WorklistQuery => query.parse(raw ?? {})

/** "/dossiers?of=agency&view=overdue": only what differs from the usual. */
export function worklistPath(filters: Partial<WorklistQuery>): string {
  const { of = 'mine', view = 'open', status, q = '', page = 1 } = filters
  const parts = new URLSearchParams()
  if (of !== 'mine') parts.set('of', of)
  if (view !== 'open') parts.set('view', view)
  if (status) parts.set('status', String(status))
  if (q) parts.set('q', q)
  if (page > 1) parts.set('page', String(page))
  const text = parts.toString()
  return text ? `/dossiers?${text}` : '/dossiers'
}

/** "H09-261129-0001", "261129-0001": a dossier's code or a part of it has as many figures as a personal number. */
const codePart = /[a-z]\d{2}-\d|(?<!\d)\d{6}-\d{1,4}(?!\d)/i
const figures = /\+?\d(?:[\s.()-]*\d)*/g

/**
 * CMND 9, CCCD 12, tax number 10 or 13, phone 10: as they are stored, whatever stands around them. A number may be two: a tax
 * number begins as phone numbers do. Empty where there is no personal number.
 */
export function personalNumbers(text: string): string[] {
  if (codePart.test(text)) return []
  return (text.match(figures) ?? []).flatMap((found) => readNumber(found.replace(/[^\d+]/g, '')))
}

const readNumber = (number: string): string[] => [
  ...(/^(?:\+?84|0)[35789]\d{8}$/.test(number) ? [`+84${number.slice(-9)}`] : []),
  ...(/^(?:\d{9}|\d{10}|\d{12}|\d{13})$/.test(number) ? [number] : []),
]
