// A send request in eSMS's shape → a message, or eSMS's error code (domain.md §4.1). The answer is HTTP 200 in every case.
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Credentials } from '../../credentials.ts'
import { isMobile, readNumber } from '../../phones/number.ts'

export type EsmsKeys = Credentials['esms']

export type EsmsMessage = {
  /** 0901234926 */
  phone: string
  from: string
  text: string
  requestId: string | null
  callbackUrl: string | null
  /** Sandbox "1": accepted and charged nothing, never sent. */
  isRehearsal: boolean
}
export type EsmsRefusal = { ok: false; code: string; error: string }
export type ReadRequest = { ok: true; message: EsmsMessage } | EsmsRefusal

// Every field that the interface knows; none other may come. What is missing has a code of its own, below.
const fields = z.strictObject({
  ApiKey: z.string().optional(),
  SecretKey: z.string().optional(),
  Phone: z.string().optional(),
  Content: z.string().optional(),
  Brandname: z.string().optional(),
  SmsType: z.string().optional(),
  IsUnicode: z.enum(['0', '1']).default('0'),
  Sandbox: z.enum(['0', '1']).default('0'),
  RequestId: z.string().min(1).max(50).optional(),
  SendDate: z.string().optional(),
  campaignid: z.string().optional(),
  CallbackUrl: z.url({ protocol: /^https?$/ }).optional(),
})
type Fields = z.infer<typeof fields>

// Numbers that the gateway refuses, so that every refusal can be tried: 0900000 and then its code.
const refusals: Record<string, string> = {
  '99': 'This number is blocked',
  '103': 'The balance is not enough',
  '140': 'The network address is not on the white list',
  '160': 'Too many requests in one second',
  '177': 'The brandname is not registered with this network',
}

export function readEsmsRequest(body: unknown, keys: EsmsKeys): ReadRequest {
  const read = fields.safeParse(body)
  if (!read.success) return refuse('99', unreadable(read.error.issues[0]!))
  const sent = read.data
  if (!hasKeys(keys, sent)) return refuse('101', 'ApiKey or SecretKey is wrong')
  if (sent.SmsType !== '2' && sent.SmsType !== '8') return refuse('118', 'SmsType must be 2 or 8')
  if (!/^[\w .-]{2,11}$/.test(sent.Brandname ?? '')) return refuse('104', 'Brandname is missing or not registered')
  const phone = readNumber(sent.Phone ?? '')
  if (!phone || !isMobile(phone)) return refuse('108', 'Phone is no mobile number')
  const error = contentError(sent)
  if (error) return refuse('146', error)
  const code = String(Number(phone.slice(7)))
  if (phone.startsWith('0900000') && refusals[code]) return refuse(code, refusals[code])
  return { ok: true, message: messageOf(sent, phone) }
}

type SentKeys = { ApiKey?: string | undefined; SecretKey?: string | undefined }

export const hasKeys = ({ apiKey, secretKey }: EsmsKeys, sent: SentKeys): boolean =>
  equal(sent.ApiKey, apiKey) && equal(sent.SecretKey, secretKey)

// A brandname's text must follow its template: without marks, and no longer than two messages.
function contentError({ Content: text = '', IsUnicode }: Fields): string | null {
  if (!text.trim()) return 'Content is missing'
  if (IsUnicode === '0' && !/^[\x20-\x7e\n\r]*$/.test(text)) return 'Content has marks, but IsUnicode is 0'
  return text.length > 306 ? 'Content is too long' : null
}

const messageOf = (sent: Fields, phone: string): EsmsMessage => ({
  phone,
  from: sent.Brandname!,
  text: sent.Content!,
  requestId: sent.RequestId ?? null,
  callbackUrl: sent.CallbackUrl ?? null,
  isRehearsal: sent.Sandbox === '1',
})

const refuse = (code: string, error: string): EsmsRefusal => ({ ok: false, code, error })

function unreadable(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `Unknown fields: ${issue.keys.join(', ')}`
  return issue.path.length ? `${issue.path.join('.')} is not right` : 'The body must be a JSON object'
}

function equal(sent: string | undefined, known: string): boolean {
  const [left, right] = [Buffer.from(sent ?? ''), Buffer.from(known)]
  return left.length === right.length && timingSafeEqual(left, right)
}
