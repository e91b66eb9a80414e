// Contract tests: our adapters against the sandbox's gateways over real HTTP and SMPP. Each title names the section of the domain
// facts (domain.md §4) that it follows; the sandbox refuses missing and extra fields.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readConfig } from '../apps/account/src/config.ts'
import { createGateways } from '../apps/account/src/outside/sms/create-gateways.ts'
import type { Fate, Gateway, GatewayName, Sms } from '../apps/account/src/outside/sms/gateway.ts'
import { runJobs } from '../apps/account/src/jobs/run-jobs.ts'
import { sendCode } from '../apps/account/src/records/otp/send-code.ts'
import { findChallenge } from '../apps/account/src/records/otp/store.ts'
import { buildTestService, type TestService } from '../apps/account/src/testing/build-app.ts'
import { everyGateway } from '../apps/sandbox/src/faults/faults.ts'
import { type Sandbox, startSandbox } from '../apps/sandbox/src/start-sandbox.ts'
import { freePort } from '../scripts/postgres.mjs'

let sandbox: Sandbox
let receiver: Server
let gateways: Map<GatewayName, Gateway>
let callbackUrl = ''
let shift = 0
const receipts: { path: string; fields: Record<string, string>; signature: string | undefined }[] = []
const smppReceipts: { ref: string; fate: Fate }[] = []

const gatewayEnv = (): Record<string, string> => ({
  SMS_ROUTE: 'esms,speedsms,vnpt,viettel,fpt,twilio,http,smpp',
  ESMS_URL: sandbox.esmsUrl,
  ESMS_API_KEY: 'sandbox-key',
  ESMS_SECRET_KEY: 'sandbox-secret',
  SPEEDSMS_URL: `${sandbox.origin}/gateways/speedsms`,
  SPEEDSMS_TOKEN: 'sandbox-token',
  SPEEDSMS_SENDER: 'MOTCUA',
  VNPT_URL: `${sandbox.origin}/gateways/vnpt`,
  VNPT_LABEL_ID: '1001',
  VNPT_CONTRACT_ID: '2002',
  VNPT_AGENT_ID: '3003',
  VNPT_API_USER: 'sandbox-user',
  VNPT_API_PASSWORD: 'sandbox-password',
  VNPT_USERNAME: 'sandbox',
  VNPT_TEMPLATE_ID_VI: '501',
  VNPT_TEMPLATE_ID_EN: '502',
  VNPT_NOTICE_TEMPLATE_ID: '503',
  VIETTEL_URL: `${sandbox.origin}/gateways/viettel/bulkapi`,
  VIETTEL_USER: 'sandbox-user',
  VIETTEL_PASSWORD: 'sandbox-password',
  VIETTEL_CP_CODE: 'MOTCUA',
  VIETTEL_BRANDNAME: 'MOTCUA',
  FPT_URL: `${sandbox.origin}/gateways/fpt`,
  FPT_CLIENT_ID: 'sandbox-client',
  FPT_CLIENT_SECRET: 'sandbox-secret',
  FPT_BRANDNAME: 'MOTCUA',
  TWILIO_URL: `${sandbox.origin}/gateways/twilio`,
  TWILIO_ACCOUNT_SID: 'ACsandbox',
  TWILIO_AUTH_TOKEN: 'sandbox-token',
  TWILIO_FROM: 'MOTCUA',
  HTTP_URL: `${sandbox.origin}/gateways/http/send`,
  HTTP_HEADERS: '{"x-api-key":"sandbox-key"}',
  HTTP_BODY:
    '{"recipient":"{phone}","message":{"text":"{text}","sender":"MOTCUA"},"reference":"{requestId}","receipt":"{callbackUrl}"}',
  HTTP_ACCEPTED: 'data.status=ok',
  HTTP_REF: 'data.id',
  HTTP_DELIVERED: 'report.status=DELIVRD',
  HTTP_FAILED: 'report.status=UNDELIV',
  SMPP_HOST: 'localhost',
  SMPP_PORT: String(sandbox.smppPort),
  SMPP_SYSTEM_ID: 'sandbox',
  SMPP_PASSWORD: 'sandbox',
  SMPP_SENDER: 'MOTCUA',
})
const settingsFor = (more: Record<string, string> = {}) =>
  readConfig({
    MOTCUA_TRIAL: '1',
    ACCOUNT_ORIGIN: 'http://localhost:4000',
    ACCOUNT_SECRET: 'x'.repeat(40),
    PORTAL_DISCOVERY_URL: sandbox.discoveryUrl,
    PORTAL_CLIENT_ID: 'motcua-account',
    PORTAL_CLIENT_SECRET: 'sandbox-portal-secret',
    ...gatewayEnv(),
    ...more,
  })

beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    portalPort: 0,
    accountOrigin: 'http://localhost:4000',
    receiptDelay: 10,
    now: () => Date.now() + shift,
  })
  receiver = createServer((request, response) => void takeReceipt(request, response))
  await new Promise<void>((resolve) => receiver.listen(0, resolve))
  callbackUrl = `http://localhost:${(receiver.address() as AddressInfo).port}/sms/receipts/`
  gateways = new Map(createGateways(settingsFor()).map((gateway) => [gateway.name, gateway]))
  gateways.get('smpp')?.onReceipt?.(async (ref, fate) => {
    smppReceipts.push({ ref, fate })
    return true
  })
})
async function takeReceipt(request: IncomingMessage, response: ServerResponse) {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const body = Buffer.concat(parts).toString()
  const url = new URL(request.url ?? '', 'http://receiver')
  const isJson = request.headers['content-type']?.includes('json')
  const params = isJson ? undefined : new URLSearchParams(body || url.search)
  const fields = params
    ? Object.fromEntries(params)
    : { 'report.status': (JSON.parse(body) as { report: { status: string } }).report.status }
  receipts.push({
    path: url.pathname,
    fields,
    signature: request.headers['x-twilio-signature'] as string | undefined,
  })
  response.writeHead(204).end()
}
afterAll(async () => {
  await gateways.get('smpp')?.close?.()
  receiver.close()
  await sandbox.close()
})
beforeEach(async () => {
  shift = 0
  await sandbox.faults.set({ sms: everyGateway(() => ({ mode: 'up' })) })
})

let count = 0
const newPhone = () => `+849011${String(++count).padStart(5, '0')}`
const dialled = (phone: string) => phone.replace('+84', '0')
const text = 'Ma KX: 012345 de dang nhap tai localhost:4000. Het han sau 120 giay. Khong dua ma cho bat ky ai.'
const sms = (more: Partial<Sms> = {}): Sms => {
  const requestId = crypto.randomUUID()
  const parts = ['KX', '012345', 'de dang nhap tai', 'localhost:4000']
  const base = { phone: newPhone(), text, template: 'code', language: 'vi', parts, requestId } as const
  return { ...base, callbackUrl: `${callbackUrl}${requestId}`, ...more }
}
const patience = () => AbortSignal.timeout(3000)
const gatewayOf = (name: GatewayName) => gateways.get(name)!
const send = (name: GatewayName, one: Sms, signal = patience()) => gatewayOf(name).send(one, signal)
const textsAt = (one: Sms) => sandbox.phones.messages(dialled(one.phone)).map((message) => message.text)
const receiptsOf = (one: Sms) => receipts.filter(({ path }) => path.endsWith(one.requestId))
const fatesOf = (name: GatewayName, one: Sms) =>
  receiptsOf(one).map(({ fields, signature }) =>
    gatewayOf(name).readReceipt?.({ url: one.callbackUrl, fields, signature }),
  )

/** A number that the sandbox's gateway answers with this code. */
const refusedNumber = (code: string) => `+849000${code.padStart(5, '0')}`

const sections = {
  esms: '4.1',
  speedsms: '4.2',
  vnpt: '4.3',
  viettel: '4.4',
  fpt: '4.5',
  twilio: '4.7',
  http: '4.8',
  smpp: '4.7',
} as const satisfies Record<GatewayName, string>
const names = Object.keys(sections) as GatewayName[]
const byCallback = ['esms', 'twilio', 'http'] as const

describe.each(names)('%s', (name) => {
  test(`§${sections[name]} ${name}: a message is taken and reaches the phone with the same words`, async () => {
    const one = sms()
    expect(await send(name, one)).toEqual({ ok: true, ref: expect.stringMatching(/./) })
    expect(textsAt(one)).toEqual([text])
  })

  test(`§${sections[name]} ${name}: refuses: another gateway may be tried, and nothing was sent`, async () => {
    await sandbox.faults.set({ sms: { [name]: { mode: 'refuse' } } })
    const one = sms()
    expect(await send(name, one)).toMatchObject({ ok: false, failure: 'refused' })
    expect(textsAt(one)).toEqual([])
  })

  test(`§${sections[name]} ${name}: silent: the try ends in time and is ambiguous, because the message may still come`, async () => {
    await send(name, sms())
    await sandbox.faults.set({ sms: { [name]: { mode: 'slow', seconds: 2 } } })
    const one = sms()
    const started = performance.now()
    expect(await send(name, one, AbortSignal.timeout(400))).toMatchObject({ ok: false, failure: 'ambiguous' })
    expect(performance.now() - started).toBeLessThan(900)
    await vi.waitFor(() => expect(textsAt(one)).toEqual([text]), { timeout: 4000 })
  })

  test(`§${sections[name]} ${name}: sends twice: told as taken once`, async () => {
    await sandbox.faults.set({ sms: { [name]: { mode: 'duplicate' } } })
    const one = sms()
    expect(await send(name, one)).toMatchObject({ ok: true })
    expect(textsAt(one)).toEqual([text, text])
  })

  test(`§${sections[name]} ${name}: takes and loses: accepted is not delivered`, async () => {
    await sandbox.faults.set({ sms: { [name]: { mode: 'drop' } } })
    const one = sms()
    expect(await send(name, one)).toMatchObject({ ok: true })
    expect(textsAt(one)).toEqual([])
    expect(receiptsOf(one)).toEqual([])
  })

  test(`§${sections[name]} ${name}: nothing of the message or of a key is in an error`, async () => {
    const wrong = new Map(
      createGateways(
        settingsFor({
          ESMS_SECRET_KEY: 'canary-key',
          SPEEDSMS_TOKEN: 'canary-key',
          VNPT_API_PASSWORD: 'canary-key',
          VIETTEL_PASSWORD: 'canary-key',
          FPT_CLIENT_SECRET: 'canary-key',
          TWILIO_AUTH_TOKEN: 'canary-key',
          HTTP_HEADERS: '{"x-api-key":"canary-key"}',
          SMPP_PASSWORD: 'canary',
        }),
      ).map((gateway) => [gateway.name, gateway]),
    ).get(name)!
    const one = sms()
    const result = await wrong.send(one, patience())
    expect(result).toMatchObject({ ok: false, failure: 'unfit' })
    const said = JSON.stringify(result)
    for (const secret of ['canary', '012345', one.phone.slice(3)]) expect(said).not.toContain(secret)
    expect(textsAt(one)).toEqual([])
  })
})

describe.each(byCallback)('receipts of %s', (name) => {
  test(`§${sections[name]} ${name}: a receipt says delivered`, async () => {
    const one = sms()
    await send(name, one)
    await vi.waitFor(() => expect(fatesOf(name, one)).toEqual(['delivered']))
  })

  test(`§${sections[name]} ${name}: a receipt says that the phone was not reached`, async () => {
    await sandbox.faults.set({ sms: { [name]: { mode: 'undelivered' } } })
    const one = sms()
    await send(name, one)
    await vi.waitFor(() => expect(fatesOf(name, one)).toEqual(['failed']))
    expect(textsAt(one)).toEqual([])
  })

  test(`§${sections[name]} ${name}: a late receipt comes late; one that never comes never does`, async () => {
    await sandbox.faults.set({ sms: { [name]: { mode: 'late-receipt', seconds: 1 } } })
    const late = sms()
    await send(name, late)
    await sandbox.faults.set({ sms: { [name]: { mode: 'no-receipt' } } })
    const never = sms()
    await send(name, never)
    expect([textsAt(late), textsAt(never)]).toEqual([[text], [text]])
    expect(receiptsOf(late)).toEqual([])
    await vi.waitFor(() => expect(fatesOf(name, late)).toEqual(['delivered']), { timeout: 3000 })
    expect(receiptsOf(never)).toEqual([])
  })
})

const refusals: [GatewayName, string, string][] = [
  ['esms', '99', 'refused'],
  ['esms', '103', 'unfit'],
  ['esms', '140', 'unfit'],
  ['esms', '160', 'refused'],
  ['esms', '177', 'unfit'],
  ['speedsms', '300', 'unfit'],
  ...['1', '3', '7', '9', '10', '11', '13', '14', '15', '17', '23', '25', '30', '31', '32'].map(
    (code): [GatewayName, string, string] => ['vnpt', code, 'unfit'],
  ),
  ...['8', '12', '16', '20', '21', '22'].map((code): [GatewayName, string, string] => ['vnpt', code, 'refused']),
  ['viettel', '1', 'unfit'],
  ['viettel', '2', 'refused'],
  ...['1008', '2513', '2518', '2519'].map((code): [GatewayName, string, string] => ['fpt', code, 'unfit']),
  ['fpt', '1013', 'refused'],
  ...['21211', '21610', '21614'].map((code): [GatewayName, string, string] => ['twilio', code, 'permanent']),
  ['twilio', '21408', 'unfit'],
  ['twilio', '20429', 'refused'],
  ['http', '1', 'refused'],
  ['smpp', '11', 'permanent'],
  ['smpp', '20', 'refused'],
  ['smpp', '88', 'refused'],
  ['smpp', '69', 'unfit'],
]
test.each(refusals)('domain.md §4: %s answers %s, which is %s; nothing is sent', async (name, code, failure) => {
  const one = sms({ phone: refusedNumber(code) })
  expect(await send(name, one)).toMatchObject({ ok: false, failure })
  expect(textsAt(one)).toEqual([])
})

test.each(['esms', 'speedsms', 'twilio', 'smpp'] as const)(
  '§4 %s: a number that is no mobile is permanent',
  async (name) => {
    expect(await send(name, sms({ phone: '+842743123456' }))).toMatchObject({ ok: false, failure: 'permanent' })
  },
)

test.each(['esms', 'vnpt', 'http'] as const)(
  '§4.8 %s: the same request twice is sent once and told as taken',
  async (name) => {
    const one = sms()
    expect(await send(name, one)).toMatchObject({ ok: true })
    expect(await send(name, one)).toMatchObject({ ok: true })
    expect(textsAt(one)).toEqual([text])
  },
)

test.each(names)('nobody listens at %s: refused, not ambiguous, and fast', async (name) => {
  const port = String(await freePort())
  const away = `http://127.0.0.1:${port}`
  const dead = createGateways(
    settingsFor({
      ESMS_URL: away,
      SPEEDSMS_URL: away,
      VNPT_URL: away,
      VIETTEL_URL: away,
      FPT_URL: away,
      TWILIO_URL: away,
      HTTP_URL: away,
      SMPP_HOST: '127.0.0.1',
      SMPP_PORT: port,
    }),
  ).find((gateway) => gateway.name === name)!
  expect(await dead.send(sms(), patience())).toMatchObject({ ok: false, failure: 'refused' })
})

test('§4.1 esms: the state can be asked for', async () => {
  const ask = async (one: Sms, ref: string) =>
    gatewayOf('esms').askFate!({ phone: one.phone, ref, requestId: one.requestId, acceptedAt: new Date() }, patience())
  const [one, other] = [sms(), sms()]
  const sent = await send('esms', one)
  expect(await ask(one, sent.ok ? sent.ref : '')).toBe('delivered')
  await sandbox.faults.set({ sms: { esms: { mode: 'drop' } } })
  const lost = await send('esms', other)
  expect(await ask(other, lost.ok ? lost.ref : '')).toBe('waiting')
})

test('§4.3 vnpt: asked for the state, "sent" is not "delivered"; a failure is told', async () => {
  const ask = (one: Sms) =>
    gatewayOf('vnpt').askFate!(
      { phone: one.phone, ref: one.requestId, requestId: one.requestId, acceptedAt: new Date() },
      patience(),
    )
  const [one, lost, failed] = [sms(), sms(), sms()]
  await send('vnpt', one)
  expect(await ask(one)).toBe('unknown')
  await sandbox.faults.set({ sms: { vnpt: { mode: 'drop' } } })
  await send('vnpt', lost)
  expect(await ask(lost)).toBe('waiting')
  await sandbox.faults.set({ sms: { vnpt: { mode: 'undelivered' } } })
  await send('vnpt', failed)
  expect(await ask(failed)).toBe('failed')
})

test('§4.3 vnpt: English and notices go by their own templates; parts that do not fit are unfit', async () => {
  const english = sms({ language: 'en', parts: ['KX', '012345', 'to sign in at', 'localhost:4000'] })
  await send('vnpt', english)
  expect(textsAt(english)).toEqual([
    'Code KX: 012345 to sign in at localhost:4000. Expires in 120 seconds. Give it to nobody.',
  ])
  const notice = sms({ template: 'notice', parts: ['Mat khau da duoc doi.'] })
  await send('vnpt', notice)
  expect(textsAt(notice)).toEqual(['Mat khau da duoc doi.'])
  expect(await send('vnpt', sms({ parts: ['KX'] }))).toMatchObject({ ok: false, failure: 'unfit' })
})

test('§4.4 viettel: only failed numbers can be asked for; text cannot break out of its element', async () => {
  const ask = (one: Sms) =>
    gatewayOf('viettel').askFate!(
      { phone: one.phone, ref: '', requestId: one.requestId, acceptedAt: new Date() },
      patience(),
    )
  const tricky = sms({ text: 'A & B < C > "D" </Content><User>x</User>' })
  expect(await send('viettel', tricky)).toMatchObject({ ok: true })
  expect(textsAt(tricky)).toEqual(['A & B < C > "D" </Content><User>x</User>'])
  expect(await ask(tricky)).toBe('waiting')
  await sandbox.faults.set({ sms: { viettel: { mode: 'undelivered' } } })
  const failed = sms()
  await send('viettel', failed)
  await vi.waitFor(async () => expect(await ask(failed)).toBe('failed'))
})

test('§4.5 fpt: one token serves many messages; one that is over is renewed once', async () => {
  const fresh = createGateways(settingsFor()).find(({ name }) => name === 'fpt')!
  const burst = [sms(), sms(), sms()]
  for (const result of await Promise.all(burst.map((one) => fresh.send(one, patience()))))
    expect(result).toMatchObject({ ok: true })
  shift = 3700 * 1000
  const later = sms()
  expect(await fresh.send(later, patience())).toMatchObject({ ok: true })
  expect(textsAt(later)).toEqual([text])
})

test('§4.5 fpt: the same text to the same number within 5 min was taken before', async () => {
  const one = sms()
  await send('fpt', one)
  expect(await send('fpt', { ...one, requestId: crypto.randomUUID() })).toEqual({ ok: true, ref: '' })
  expect(textsAt(one)).toEqual([text])
})

test('§4.7 twilio: a receipt with a wrong signature, for another address or with another field is none', async () => {
  const one = sms()
  await send('twilio', one)
  await vi.waitFor(() => expect(receiptsOf(one)).toHaveLength(1))
  const { fields, signature } = receiptsOf(one)[0]!
  const read = (more: object) => gatewayOf('twilio').readReceipt!({ url: one.callbackUrl, fields, signature, ...more })
  expect(read({})).toBe('delivered')
  expect(read({ signature: undefined })).toBeUndefined()
  expect(read({ signature: 'x'.repeat(28) })).toBeUndefined()
  expect(read({ url: `${callbackUrl}other` })).toBeUndefined()
  expect(read({ fields: { ...fields, MessageStatus: 'failed' } })).toBeUndefined()
})

test('§4.7 smpp: receipts come over the connection by the centre’s own reference, delivered or not', async () => {
  const one = sms()
  const sent = await send('smpp', one)
  await vi.waitFor(() => expect(smppReceipts).toContainEqual({ ref: sent.ok && sent.ref, fate: 'delivered' }))
  await sandbox.faults.set({ sms: { smpp: { mode: 'undelivered' } } })
  const lost = await send('smpp', sms())
  await vi.waitFor(() => expect(smppReceipts).toContainEqual({ ref: lost.ok && lost.ref, fate: 'failed' }))
})

test('§4.7 smpp: GSM-7 with its second table, and UCS-2 where a letter is not in it', async () => {
  for (const said of ['@£$¥ {[~|€]} Ma KX: 012345', 'Mã KX: 012345 để đăng nhập']) {
    const one = sms({ text: said })
    expect(await send('smpp', one)).toMatchObject({ ok: true })
    expect(textsAt(one)).toEqual([said])
  }
})

test('§4.7 smpp: many at once share one connection; a lost one is opened again', async () => {
  const burst = Array.from({ length: 30 }, () => sms())
  const results = await Promise.all(burst.map((one) => send('smpp', one)))
  expect(new Set(results.map((result) => result.ok && result.ref)).size).toBe(30)
  const own = createGateways(settingsFor()).find(({ name }) => name === 'smpp')!
  await own.send(sms(), patience())
  await own.close?.()
  expect(await own.send(sms(), patience())).toMatchObject({ ok: true })
  await own.close?.()
})

describe('the whole way: account service, gateways, phone and back', () => {
  let service: TestService
  let stopJobs: () => Promise<void>
  beforeAll(async () => {
    // A message centre gives receipts to any connection of its client: only ours stays.
    await gateways.get('smpp')?.close?.()
    const port = await freePort()
    service = await buildTestService({
      ...gatewayEnv(),
      SMS_ROUTE: 'esms,vnpt,smpp',
      SMS_TIMEOUT: '1',
      ACCOUNT_ORIGIN: `http://localhost:${port}`,
    })
    service.deps.gateways = createGateways(service.deps.config)
    await service.app.listen({ port })
    stopJobs = runJobs(service.deps, service.provider)
  })
  afterAll(async () => {
    await stopJobs()
    await service.close()
  })

  const codeTo = async (phone: string) => {
    const { db, secret } = service.deps
    const binding = crypto.randomUUID()
    await sendCode(db, secret, { accountId: null, purpose: 'sign-in', binding, phone, language: 'vi' })
    service.deps.nudge()
    return { state: () => findChallenge(db, binding, 'sign-in') }
  }
  const codesAt = (phone: string) => sandbox.phones.messages(dialled(phone)).map((message) => message.text)

  test('the code arrives, and the page knows within seconds that it did', async () => {
    const phone = newPhone()
    const code = await codeTo(phone)
    await vi.waitFor(async () => expect((await code.state())?.delivered_at).toBeTruthy(), { timeout: 5000 })
    expect(codesAt(phone)).toEqual([
      expect.stringMatching(/^Ma [A-Z]{2}: \d{6} de dang nhap tai localhost:\d+\. Het han/),
    ])
  })

  test('R10 the first gateway refuses, the second one carries the code in the same send', async () => {
    await sandbox.faults.set({ sms: { esms: { mode: 'refuse' } } })
    const phone = newPhone()
    const code = await codeTo(phone)
    await vi.waitFor(async () => expect((await code.state())?.accepted_at).toBeTruthy(), { timeout: 5000 })
    expect(codesAt(phone)).toHaveLength(1)
  })

  test('R11 the first gateway is silent: both may send, the code is the same, and nobody else waits', async () => {
    await sandbox.faults.set({ sms: { esms: { mode: 'slow', seconds: 2 } } })
    const phone = newPhone()
    const code = await codeTo(phone)
    await vi.waitFor(async () => expect((await code.state())?.accepted_at).toBeTruthy(), { timeout: 5000 })
    await vi.waitFor(() => expect(codesAt(phone)).toHaveLength(2), { timeout: 5000 })
    expect(new Set(codesAt(phone)).size).toBe(1)
    await vi.waitFor(async () => expect((await code.state())?.delivered_at).toBeTruthy(), { timeout: 5000 })
  })

  test('two dead: the third one, over SMPP, and its receipt finds the message', async () => {
    await sandbox.faults.set({ sms: { esms: { mode: 'refuse' }, vnpt: { mode: 'refuse' } } })
    const phone = newPhone()
    const code = await codeTo(phone)
    await vi.waitFor(async () => expect((await code.state())?.delivered_at).toBeTruthy(), { timeout: 8000 })
    expect(codesAt(phone)).toHaveLength(1)
  })
})
