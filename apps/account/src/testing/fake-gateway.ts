// A gateway in memory: keeps what it was given, and fails as it is told.
import { type Gateway, type GatewayName, refused, type Sms, type SmsFailure } from '../outside/sms/gateway.ts'

export type FakeGateway = Gateway & {
  sent: Sms[]
  /** null: accepts everything. */
  failure: SmsFailure | null
  /** Everything asked, also what was refused. */
  asked: number
  textsTo: (phone: string) => string[]
  /** The newest code sent to this number. Throws where none was. */
  codeFor: (phone: string) => { tag: string; code: string }
}

export function createFakeGateway(name: GatewayName = 'esms'): FakeGateway {
  const gateway: FakeGateway = {
    name,
    sent: [],
    failure: null,
    asked: 0,
    readReceipt: ({ fields }) => {
      if (fields['SendStatus'] === undefined) return undefined
      return fields['SendStatus'] === '5' ? 'delivered' : 'failed'
    },
    send: async (sms) => {
      gateway.asked += 1
      if (gateway.failure) return refused(gateway.failure, 'told to fail')
      gateway.sent.push(sms)
      return { ok: true, ref: `${name}-${gateway.sent.length}` }
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
