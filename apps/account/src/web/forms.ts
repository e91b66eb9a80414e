// Reading forms and answering refusals: the same everywhere.
import { z } from 'zod'
import type { Code } from './messages/codes.ts'

/** A text of a form, missing counts as empty, longer ones are cut off by a refusal of the whole request (400). */
export const textField = (most: number) => z.string().max(most).default('')

/** Of a field for a 6-digit code: many type it with a space in its middle, as apps show it. */
export const codeLength = 7

const tooMany = new Set<Code>([
  'locked',
  'console-locked',
  'address-limit',
  'code-locked',
  'code-too-soon',
  'code-too-many',
  'reset-limit',
  'recovery-locked',
  'phone-changes',
  'reset-paused',
  'tests-many',
  'joint-asks',
])
const forbidden = new Set<Code>([
  'door-closed',
  'period-closed',
  'console-network',
  'suspended',
  'held-prove-anew',
  'portal-not-listed',
  'strong-way-needed',
  'sms-off',
  'portal-conflict',
])
// Somebody else did it first: the page shows who and when.
const conflict = new Set<Code>([
  'period-overlaps',
  'order-changed',
  'party-there',
  'party-gone',
  'period-gone',
  'drill-near',
  'drill-door-open',
  'drill-gone',
  'policy-there',
  'policy-gone',
  'request-gone',
  'joint-same',
  'joint-unit',
  'joint-over',
  'phone-gone',
  'codes-there',
  'way-gone',
  'reviewed-already',
  'review-moved',
  'review-early',
])
const unavailable = new Set<Code>(['busy', 'portal-away'])

/** The HTTP status of a refusal: 422 for what the person can mend in the form. */
export function statusOf(code: Code): number {
  if (tooMany.has(code)) return 429
  if (forbidden.has(code)) return 403
  if (conflict.has(code)) return 409
  return unavailable.has(code) ? 503 : 422
}
