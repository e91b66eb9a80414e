// Viettel CcApi in its own shape (domain.md §4.4): SOAP, wsCpMt and getFailedSub; strict about every element.
import type { FastifyInstance } from 'fastify'
import { answerAs, codeOfNumber, type GatewayDeps, international, mobileOf } from '../gateway-deps.ts'

export const viettelKeys = { user: 'sandbox-user', password: 'sandbox-password', cpCode: 'MOTCUA', brandname: 'MOTCUA' }

const sendNames = [
  'User',
  'Password',
  'CPCode',
  'RequestID',
  'UserID',
  'ReceiverID',
  'ServiceID',
  'CommandCode',
  'Content',
  'ContentType',
]
const failedNames = ['alias', 'date', 'pageNumber', 'pageSize']

type Fields = Readonly<Record<string, string>>
type Failed = { phone: string; date: string }

/** The bulk interface's own kinds of body; a scope of its own keeps them from the other routes. */
export function viettelRoutes(app: FastifyInstance, deps: GatewayDeps): void {
  const failed: Failed[] = []
  void app.register(async (scope) => {
    scope.addContentTypeParser(['text/xml'], { parseAs: 'string' }, (_request, text, done) => done(null, text))
    scope.post('/gateways/viettel/bulkapi', { config: { machine: true } }, async (request, reply) =>
      answerAs(deps, reply, () => answer(deps, String(request.body), failed)),
    )
  })
}

function answer(deps: GatewayDeps, xml: string, failed: Failed[]) {
  const call = /<impl:(\w+)>(.*)<\/impl:\1>/s.exec(xml)
  const isOurs = xml.includes('xmlns:impl="http://impl.bulkSms.ws/"') && xml.includes('<soapenv:Envelope')
  const fields = fieldsOf(call?.[2] ?? '')
  if (isOurs && call?.[1] === 'wsCpMt' && hasExactly(fields, sendNames)) return result(take(deps, fields, failed))
  if (isOurs && call?.[1] === 'getFailedSub' && hasExactly(fields, failedNames)) {
    const rows = failed
      .filter(({ date }) => date === fields['date'])
      .map(({ phone }) => `<return>84${phone.slice(1)}</return>`)
    return reply(
      200,
      `<ns1:getFailedSubResponse xmlns:ns1="http://impl.bulkSms.ws/">${rows.join('')}</ns1:getFailedSubResponse>`,
    )
  }
  return reply(
    500,
    '<soap:Fault><faultcode>soap:Client</faultcode><faultstring>Unexpected element</faultstring></soap:Fault>',
  )
}

/** What is wrong; undefined where it was taken. */
function take({ carrier }: GatewayDeps, fields: Fields, failed: Failed[]): string | undefined {
  const field = (name: string) => fields[name] ?? ''
  if (field('User') !== viettelKeys.user || field('Password') !== viettelKeys.password)
    return 'Authenticate: WRONG_INFORMATION_AUTHENTICATE'
  if (field('CPCode') !== viettelKeys.cpCode) return 'Authenticate: CP_CODE_NOT_FOUND'
  if (field('ServiceID') !== viettelKeys.brandname || field('CommandCode') !== 'bulksms')
    return 'alias is not registered'
  if (field('ContentType') === '0' && !/^[\x20-\x7e\n]+$/.test(field('Content'))) return 'content is not plain'
  const phone = mobileOf(field('ReceiverID'), international)
  if (!phone || field('UserID') !== field('ReceiverID')) return 'receiver is not a subscriber'
  if (codeOfNumber(phone) === '1') return 'IP sent not connected'
  if (codeOfNumber(phone) === '2') return 'server is busy'
  const load = { phone, from: viettelKeys.brandname, text: field('Content'), requestId: field('RequestID') }
  const taken = carrier.take(load, ({ fate }) => {
    if (fate === 'failed') failed.push({ phone, date: today() })
  })
  return taken ? undefined : 'duplicate RequestID'
}

const today = () =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

const hasExactly = (fields: Fields, names: readonly string[]) =>
  Object.keys(fields).toSorted().join() === [...names].toSorted().join()

const entities: Fields = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const fieldsOf = (xml: string): Fields =>
  Object.fromEntries(
    [...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = '', text = '']) => [
      name,
      text.replace(/&(\w+);/g, (all, entity: string) => entities[entity] ?? all),
    ]),
  )

const result = (fault: string | undefined) =>
  reply(
    200,
    `<ns1:wsCpMtResponse xmlns:ns1="http://impl.bulkSms.ws/"><return><message>${fault ?? 'success'}</message><result>${fault ? 0 : 1}</result></return></ns1:wsCpMtResponse>`,
  )

const reply = (status: number, inside: string) => ({
  status,
  type: 'text/xml; charset=utf-8',
  body: `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${inside}</soap:Body></soap:Envelope>`,
})
