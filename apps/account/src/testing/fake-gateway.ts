// A gateway in memory: keeps what it was given, and fails as it is told.
import type { SendSms, SmsFailure } from '../outside/sms/gateway.ts'

export type FakeGateway = {
  send: SendSms
  sent: { phone: string; text: string; callbackUrl: string }[]
  /** null: accepts everything. */
  failure: SmsFailure | null
  /** The newest code sent to this number. Throws where none was. */
  textsTo: (phone: string) => string[]
  /** The newest code. */
  codeFor: (phone: string) => { tag: string; code: string }
}

export function createFakeGateway(): FakeGateway {
  const gateway: FakeGateway = {
    sent: [],
    failure: null,
    send: async ({ phone, text, callbackUrl }) => {
      if (gateway.failure) return { ok: false, gateway: 'fake', failure: gateway.failure, error: 'told to fail' }
      gateway.sent.push({ phone, text, callbackUrl })
      return { ok: true, gateway: 'fake', ref: String(gateway.sent.length) }
    },
    textsTo: (phone) => gateway.sent.filter((sms) => sms.phone === phone).map((sms) => sms.text),
    codeFor: (phone) => {
      const found = gateway
        .textsTo(phone)
        .map((text) => text.match(/([A-Z]{2}): (\d{6})/))
        .findLast((match) => match !== null)
      if (!found) throw new Error(`no code was sent to ${phone}`)
      return { tag: found[1] ?? '', code: found[2] ?? '' }
    },
  }
  return gateway
}
