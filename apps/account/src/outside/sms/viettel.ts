// Viettel's SMS Brandname (bulkSms CcApi): SOAP. No receipts; only the numbers of a day that failed can be asked for.
import { ask } from './ask.ts'
import { type Gateway, refused, type Sms, type SmsResult, withCountry } from './gateway.ts'
import { elementText, xmlText } from './xml.ts'

export type ViettelSettings = { url: string; user: string; password: string; cpCode: string; brandname: string }

type Fields = Readonly<Record<string, string>>

export function createViettel(settings: ViettelSettings): Gateway {
  return {
    name: 'viettel',
    async send(sms, signal) {
      const answer = await call(settings, 'wsCpMt', sendFields(settings, sms), signal)
      if (!answer.ok) return answer
      // A fault comes with status 500 and says no more than the status does.
      return answer.status === 200 ? readReply(answer.body, sms) : refused('refused', `http ${answer.status}`)
    },
    async askFate({ phone, acceptedAt }, signal) {
      const fields = { alias: settings.brandname, date: dayText(acceptedAt), pageNumber: '1', pageSize: '1000' }
      const answer = await call(settings, 'getFailedSub', fields, signal)
      return answer.ok && answer.status === 200 && answer.body.includes(withCountry(phone)) ? 'failed' : 'waiting'
    },
  }
}

const sendFields = (settings: ViettelSettings, sms: Sms): Fields => ({
  User: settings.user,
  Password: settings.password,
  CPCode: settings.cpCode,
  RequestID: sms.requestId,
  UserID: withCountry(sms.phone),
  ReceiverID: withCountry(sms.phone),
  ServiceID: settings.brandname,
  CommandCode: 'bulksms',
  Content: sms.text,
  ContentType: '0',
})

function call({ url }: ViettelSettings, operation: string, fields: Fields, signal: AbortSignal) {
  const inside = Object.entries(fields).map(([name, value]) => `<${name}>${xmlText(value)}</${name}>`)
  const body =
    '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"' +
    ` xmlns:impl="http://impl.bulkSms.ws/"><soapenv:Body><impl:${operation}>${inside.join('')}</impl:${operation}></soapenv:Body></soapenv:Envelope>`
  return ask(url, { signal, headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' }, body })
}

function readReply(xml: string, sms: Sms): SmsResult {
  const result = elementText(xml, 'result')
  if (result === '1') return { ok: true, ref: sms.requestId }
  if (result === undefined) return refused('ambiguous', 'unreadable reply')
  const message = elementText(xml, 'message') ?? ''
  return refused(
    /authenticate|cp_code|not connected/i.test(message) ? 'unfit' : 'refused',
    `result ${result.slice(0, 5)}`,
  )
}

/** "24/11/2026" in the province's time. */
const dayText = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' }).format(at)
