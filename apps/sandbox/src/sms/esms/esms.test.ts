// The gateway over HTTP as the account service uses it: every error class, once only, receipts, faults.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Sandbox, startSandbox } from '../../start-sandbox.ts'
import { accountOrigin } from '../../testing/trip.ts'

let sandbox: Sandbox
let receiver: Server
const receipts: URLSearchParams[] = []
/** How many of the next receipts the receiver refuses. */
let refusals = 0
let callbackUrl = ''
let shift = 0

beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    portalPort: 0,
    accountOrigin,
    receiptDelay: 10,
    now: () => Date.now() + shift,
  })
  receiver = createServer((request, response) => {
    if (refusals > 0) {
      refusals -= 1
      return response.writeHead(503).end()
    }
    receipts.push(new URL(request.url ?? '', 'http://receiver').searchParams)
    return response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => receiver.listen(0, resolve))
  callbackUrl = `http://localhost:${(receiver.address() as AddressInfo).port}/sms/receipts/secret-path`
})
afterAll(async () => {
  receiver.close()
  await sandbox.close()
})
beforeEach(async () => {
  refusals = 0
  await sandbox.faults.set({ sms: { esms: { mode: 'up' } } })
})

let count = 0
const newPhone = () => `09012${String(++count).padStart(5, '0')}`
const message = (more: Record<string, unknown> = {}) => ({
  ApiKey: 'sandbox-key',
  SecretKey: 'sandbox-secret',
  Phone: newPhone(),
  Content: 'Ma KX: 012345 de dang nhap. Het han sau 120 giay.',
  Brandname: 'MOTCUA',
  SmsType: '2',
  IsUnicode: '0',
  Sandbox: '0',
  RequestId: crypto.randomUUID(),
  CallbackUrl: callbackUrl,
  ...more,
})
const post = (body: unknown) =>
  fetch(`${sandbox.esmsUrl}/MainService.svc/json/SendMultipleMessage_V4_post_json/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const send = async (body: unknown) => {
  const answer = await post(body)
  expect(answer.status).toBe(200)
  return (await answer.json()) as { CodeResult: string; SMSID?: string; ErrorMessage?: string }
}
const receiptsOf = (sent: { RequestId: string }) => receipts.filter((one) => one.get('RequestId') === sent.RequestId)
const textsAt = (phone: string) => sandbox.phones.messages(phone).map(({ text }) => text)

test('a message is taken, reaches the phone under its brandname, and its receipt comes', async () => {
  const sent = message()
  const answer = await send(sent)
  expect(answer).toMatchObject({ CodeResult: '100', SMSID: expect.any(String) })
  expect(sandbox.phones.messages(sent.Phone)).toEqual([{ at: expect.any(String), from: 'MOTCUA', text: sent.Content }])
  await vi.waitFor(() => expect(receiptsOf(sent)).toHaveLength(1))
  expect(Object.fromEntries(receiptsOf(sent)[0]!)).toMatchObject({
    SMSID: answer.SMSID,
    RequestId: sent.RequestId,
    SendStatus: '5',
    SendSuccess: '1',
    SendFailed: '0',
    TypeId: '2',
    telcoid: '2',
    phonenumber: `84${sent.Phone.slice(1)}`,
  })
})

test('a receipt that nobody takes is tried again', async () => {
  refusals = 1
  const sent = message()
  await send(sent)
  await vi.waitFor(() => expect(receiptsOf(sent)).toHaveLength(1), { timeout: 5000 })
  expect(refusals).toBe(0)
})

test('the same RequestId is sent once in 24 h, also when two come at once', async () => {
  const sent = message()
  const answers = await Promise.all([send(sent), send(sent)])
  expect(answers.map(({ CodeResult }) => CodeResult).sort()).toEqual(['100', '124'])
  shift += 24 * 3600 * 1000 - 5000
  expect((await send(sent)).CodeResult).toBe('124')
  shift += 6000
  expect((await send(sent)).CodeResult).toBe('100')
  expect(textsAt(sent.Phone)).toHaveLength(2)
})

const errors = [
  ['99', 'an extra field', { Extra: '1' }],
  ['99', 'a field of the wrong kind', { IsUnicode: 1 }],
  ['99', 'a RequestId over 50 characters', { RequestId: 'x'.repeat(51) }],
  ['99', 'a callback that is no address', { CallbackUrl: 'javascript:alert(1)' }],
  ['101', 'a wrong key', { ApiKey: 'other' }],
  ['101', 'a wrong secret', { SecretKey: 'other' }],
  ['101', 'no key', { ApiKey: undefined }],
  ['104', 'no brandname', { Brandname: undefined }],
  ['104', 'a brandname that is too long', { Brandname: 'MOTCUABINHDUONG' }],
  ['108', 'no phone', { Phone: undefined }],
  ['108', 'a landline', { Phone: '02743123456' }],
  ['108', 'letters', { Phone: 'abc' }],
  ['118', 'no type', { SmsType: undefined }],
  ['118', 'another type', { SmsType: '1' }],
  ['146', 'no content', { Content: undefined }],
  ['146', 'marks without IsUnicode', { Content: 'Mã KX: 012345' }],
  ['146', 'a text that is too long', { Content: 'x'.repeat(307) }],
  ['99', 'a blocked number', { Phone: '0900000099' }],
  ['103', 'an empty balance', { Phone: '0900000103' }],
  ['140', 'an unknown network address', { Phone: '0900000140' }],
  ['160', 'too many at once', { Phone: '0900000160' }],
  ['177', 'a network without the brandname', { Phone: '0900000177' }],
] as const
test.each(errors)('code %s for %s, and nothing is sent', async (code, _name, more) => {
  const sent = message(more)
  const answer = await send(sent)
  expect(answer.CodeResult).toBe(code)
  expect(answer.ErrorMessage).toBeTruthy()
  expect(textsAt(sent.Phone ?? '')).toEqual([])
})

test('a body that is no JSON is refused', async () => {
  expect((await post('{')).status).toBe(400)
  expect((await send([])).CodeResult).toBe('99')
})

test('marks pass with IsUnicode, and every spelling of the number', async () => {
  expect((await send(message({ Content: 'Mã KX: 012345', IsUnicode: '1' }))).CodeResult).toBe('100')
  const phone = newPhone()
  for (const spelling of [phone, `84${phone.slice(1)}`, `+84${phone.slice(1)}`])
    expect((await send(message({ Phone: spelling }))).CodeResult).toBe('100')
  expect(textsAt(phone)).toHaveLength(3)
})

test('Sandbox 1 is taken and not sent', async () => {
  const sent = message({ Sandbox: '1' })
  expect((await send(sent)).CodeResult).toBe('100')
  expect(textsAt(sent.Phone)).toEqual([])
})

const stateOf = async (query: Record<string, string>) =>
  (await fetch(`${sandbox.esmsUrl}/MainService.svc/json/GetSendStatus?${new URLSearchParams(query)}`)).json()
const keys = { ApiKey: 'sandbox-key', SecretKey: 'sandbox-secret' }

test('the state of a message can be asked for', async () => {
  const { SMSID } = await send(message())
  expect(await stateOf({ RefId: SMSID!, ...keys })).toMatchObject({
    CodeResponse: '100',
    SendStatus: 5,
    SendSuccess: 1,
  })
  await sandbox.faults.set({ sms: { esms: { mode: 'drop' } } })
  const lost = await send(message())
  expect(await stateOf({ RefId: lost.SMSID!, ...keys })).toMatchObject({ SendStatus: 2, SendSuccess: 0 })
  expect(await stateOf({ RefId: 'unknown', ...keys })).toMatchObject({ CodeResponse: '99' })
  expect(await stateOf({ RefId: SMSID!, ...keys, SecretKey: 'x' })).toMatchObject({ CodeResponse: '101' })
})

test('refuse: 503, and the same RequestId passes afterwards', async () => {
  const sent = message()
  await sandbox.faults.set({ sms: { esms: { mode: 'refuse' } } })
  expect((await post(sent)).status).toBe(503)
  expect(textsAt(sent.Phone)).toEqual([])
  await sandbox.faults.set({ sms: { esms: { mode: 'up' } } })
  expect((await send(sent)).CodeResult).toBe('100')
})

test('slow: answer and message wait, but the request was taken: a second try is a duplicate', async () => {
  const sent = message()
  await sandbox.faults.set({ sms: { esms: { mode: 'slow', seconds: 1 } } })
  const started = performance.now()
  const slow = send(sent)
  await vi.waitFor(() => expect(sandbox.faults.read().sms.esms.mode).toBe('slow'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  await sandbox.faults.set({ sms: { esms: { mode: 'up' } } })
  expect((await send(sent)).CodeResult).toBe('124')
  expect(textsAt(sent.Phone)).toEqual([])
  expect((await slow).CodeResult).toBe('100')
  expect(performance.now() - started).toBeGreaterThan(990)
  await vi.waitFor(() => expect(textsAt(sent.Phone)).toHaveLength(1))
})

test('drop: taken, never delivered, no receipt', async () => {
  const sent = message()
  await sandbox.faults.set({ sms: { esms: { mode: 'drop' } } })
  expect((await send(sent)).CodeResult).toBe('100')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect([textsAt(sent.Phone), receiptsOf(sent)]).toEqual([[], []])
})

test('duplicate: message and receipt come twice', async () => {
  const sent = message()
  await sandbox.faults.set({ sms: { esms: { mode: 'duplicate' } } })
  await send(sent)
  expect(textsAt(sent.Phone)).toEqual([sent.Content, sent.Content])
  await vi.waitFor(() => expect(receiptsOf(sent)).toHaveLength(2))
})

test('reorder: the second overtakes the first; one alone comes when its time is over', async () => {
  await sandbox.faults.set({ sms: { esms: { mode: 'reorder', seconds: 1 } } })
  const phone = newPhone()
  await send(message({ Phone: phone, Content: 'first' }))
  expect(textsAt(phone)).toEqual([])
  await send(message({ Phone: phone, Content: 'second' }))
  expect(textsAt(phone)).toEqual(['second', 'first'])
  const alone = message()
  await send(alone)
  expect(textsAt(alone.Phone)).toEqual([])
  await vi.waitFor(() => expect(textsAt(alone.Phone)).toHaveLength(1), { timeout: 3000 })
  expect(textsAt(phone)).toEqual(['second', 'first'])
})
