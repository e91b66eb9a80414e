// Any other gateway that takes JSON over HTTP: address, headers, body and the test of success are settings.
import { ask, failedStatus, parseJson } from './ask.ts'
import { asDialled, type Fate, type Gateway, type ReceiptRequest, refused, type Sms, withCountry } from './gateway.ts'
import { type JsonTest, jsonAt, passes } from './json-test.ts'

export type HttpSettings = {
  url: string
  headers: Readonly<Record<string, string>>
  /** JSON with {phone}, {text}, {requestId}, {callbackUrl} inside its strings. */
  body: unknown
  /** How the gateway writes +84901234926. */
  phoneFormat: '+84' | '84' | '0'
  accepted: JsonTest
  /** Where the reply holds the gateway's reference, e.g. "data.id". */
  refPath: string
  /** Receipts that say delivered, or failed; without these none are read. */
  delivered: JsonTest | undefined
  failed: JsonTest | undefined
}

const phoneAs: Record<HttpSettings['phoneFormat'], (phone: string) => string> = {
  '+84': (phone) => phone,
  '84': withCountry,
  '0': asDialled,
}

export function createHttp(settings: HttpSettings): Gateway {
  return {
    name: 'http',
    readReceipt: (receipt) => readReceipt(settings, receipt),
    async send(sms, signal) {
      const headers = { 'content-type': 'application/json', ...settings.headers }
      const body = JSON.stringify(fill(settings.body, valuesOf(settings, sms)))
      const answer = await ask(settings.url, { signal, headers, body })
      if (!answer.ok) return answer
      const reply = parseJson(answer.body)
      if (passes(settings.accepted, reply)) return { ok: true, ref: jsonAt(reply, settings.refPath) ?? '' }
      return failedStatus(answer) ?? refused('refused', 'the reply is no success')
    },
  }
}

const valuesOf = ({ phoneFormat }: HttpSettings, sms: Sms): Record<string, string> => ({
  phone: phoneAs[phoneFormat](sms.phone),
  text: sms.text,
  requestId: sms.requestId,
  callbackUrl: sms.callbackUrl,
})

/** Filled in after parsing, so that a text with quotes cannot change the body's shape. */
function fill(template: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof template === 'string') return template.replace(/\{(\w+)\}/g, (all, name) => values[String(name)] ?? all)
  if (Array.isArray(template)) return template.map((one) => fill(one, values))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, fill(value, values)]))
}

function readReceipt({ delivered, failed }: HttpSettings, { fields }: ReceiptRequest): Fate | undefined {
  if (delivered && fields[delivered.path] === delivered.value) return 'delivered'
  return failed && fields[failed.path] === failed.value ? 'failed' : undefined
}
