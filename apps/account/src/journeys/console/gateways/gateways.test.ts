// The page of SMS gateways through the door: figures, the order, a test message, alarms, and who may do what.
import { all, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../../config.ts'
import { sendMessages } from '../../../jobs/send-messages.ts'
import { limits } from '../../../limits.ts'
import { watchMessages } from '../../../jobs/watch-messages.ts'
import { sendCode } from '../../../records/otp/send-code.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService, type TestService } from '../../../testing/build-app.ts'
import { codeOf, signedIn } from '../../../testing/console-browser.ts'
import type { FakeGateway } from '../../../testing/fake-gateway.ts'
import { addAdministrator, ageProof } from '../../../testing/people.ts'

const vnptSettings = {
  VNPT_URL: 'http://localhost:4002/gateways/vnpt',
  VNPT_LABEL_ID: '1',
  VNPT_CONTRACT_ID: '2',
  VNPT_AGENT_ID: '3',
  VNPT_API_USER: 'user',
  VNPT_API_PASSWORD: 'password',
  VNPT_USERNAME: 'user',
  VNPT_TEMPLATE_ID_VI: '501',
  VNPT_NOTICE_TEMPLATE_ID: '503',
}
const page = '/vi/console/gateways'

let service: TestService
let esms: FakeGateway
let vnpt: FakeGateway
let administrator: Awaited<ReturnType<typeof addAdministrator>>
let browser: Browser
beforeAll(async () => {
  service = await buildTestService({ SMS_ROUTE: 'esms,vnpt', ...vnptSettings })
  esms = service.gateways['esms'] as FakeGateway
  vnpt = service.gateways['vnpt'] as FakeGateway
})
afterAll(() => service.close())
beforeEach(async () => {
  const tables = [
    'message_sends',
    'messages',
    'challenges',
    'gateway_breakers',
    'sms_alarms',
    'limits',
    'gateway_orders',
  ]
  for (const table of tables) await run(service.deps.db, sql`delete from ${sql.table(table)}`)
  for (const gateway of [esms, vnpt]) Object.assign(gateway, { failure: null, asked: 0, sent: [] })
  administrator = await addAdministrator(service.deps)
  browser = await signedIn(service, administrator.id)
})

const orders = () =>
  all(service.deps.db, sql<{ gateways: string[] }>`select gateways from gateway_orders order by set_at`)
const queue = (binding: string) =>
  sendCode(service.deps.db, service.deps.secret, {
    accountId: null,
    purpose: 'sign-in',
    binding,
    phone: '+84901234926',
    language: 'vi',
  })
const makeFirst = (first: string, seen = 'esms,vnpt', by = browser) => by.submit(page, page, { first, seen })
const sendTest = (fields: Record<string, string> = {}, by = browser) =>
  by.submit(page, `${page}/test`, { gateway: 'vnpt', phone: '0901 234 926', ...fields })

test('figures: accepted, delivered, entered, failed and the median, per gateway and hour', async () => {
  expect((await browser.get(page)).body).toContain('Chưa gửi tin nhắn nào')
  for (const binding of ['a', 'b', 'c']) await queue(binding)
  await sendMessages(service.deps)
  const { db } = service.deps
  await run(
    db,
    sql`update message_sends set state = 'delivered', delivered_at = accepted_at + interval '4 seconds'
    where id in (select id from message_sends limit 2)`,
  )
  await run(db, sql`update challenges set used_at = clock_now() where binding = 'a'`)
  const { body } = await browser.get(page)
  expect(body).toMatch(/eSMS<\/b>.*?Bình thường.*?>3<.*?>2<.*?>1\/3<.*?>0<.*?>4 giây</s)
  expect(body).toContain('Theo giờ')
  expect(body).toContain('Thứ tự theo cài đặt của máy chủ.')
})

test('the order is changed at run time, audited, and obeyed by the next message; twice is once', async () => {
  await browser.get(page)
  const [left, right] = await Promise.all([makeFirst('vnpt'), makeFirst('vnpt')])
  expect([left.statusCode, right.statusCode]).toEqual([303, 303])
  expect(await orders()).toEqual([{ gateways: ['vnpt', 'esms'] }])
  expect((await browser.get(`${page}?done=order`)).body).toContain('Đã đổi thứ tự tổng đài.')
  await queue('a')
  await sendMessages(service.deps)
  expect([esms.asked, vnpt.asked]).toEqual([0, 1])
  const rows = await all(
    service.deps.db,
    sql`select detail from audit_events where event = 'gateway-order' and actor_id = ${administrator.id}`,
  )
  expect(rows).toEqual([{ detail: { gateways: 'vnpt, esms' } }])
})

test('the order was changed meanwhile: told, and nothing changes', async () => {
  await makeFirst('vnpt')
  const answer = await makeFirst('esms', 'esms,vnpt')
  expect([answer.statusCode, answer.body.includes('Thứ tự tổng đài vừa được người khác đổi')]).toEqual([409, true])
  expect(await orders()).toHaveLength(1)
})

test('a gateway that is not in use cannot be first', async () => {
  expect((await makeFirst('fax')).statusCode).toBe(422)
  expect(await orders()).toEqual([])
})

test('changing the order needs a fresh proof', async () => {
  await ageProof(service.deps, administrator.id, 301)
  const answer = await makeFirst('vnpt')
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/vi/console/confirm?next=%2Fconsole%2Fgateways'])
  expect(await orders()).toEqual([])
})

test('a test message goes through the chosen gateway only, without failover, and its fate is shown', async () => {
  const answer = await sendTest()
  expect(answer.statusCode).toBe(303)
  const shown = String(answer.headers.location).replace('#test', '')
  expect((await browser.get(shown)).body).toContain('Đang chuyển tới tổng đài')
  await sendMessages(service.deps)
  expect([esms.asked, vnpt.sent.map(({ phone, text }) => [phone, text])]).toEqual([
    0,
    [['+84901234926', 'Tin thu cua localhost:4000. Khong can lam gi.']],
  ])
  expect((await browser.get(shown)).body).toContain('Tổng đài đã nhận, chưa có xác nhận tới máy')
  const other = await signedIn(service, (await addAdministrator(service.deps)).id)
  expect((await other.get(shown)).body).not.toContain('Tổng đài đã nhận, chưa có')
  vnpt.failure = 'refused'
  const failed = await sendTest()
  await sendMessages(service.deps)
  expect(esms.asked).toBe(0)
  expect((await browser.get(String(failed.headers.location).replace('#test', ''))).body).toContain('Không gửi được')
})

test('limits: five tests an hour, the sixth waits', async () => {
  for (let n = 0; n < limits.testMessages.hits; n += 1) expect((await sendTest()).statusCode).toBe(303)
  const sixth = await sendTest()
  expect([sixth.statusCode, Number(sixth.headers['retry-after']) > 0]).toEqual([429, true])
  expect(sixth.body).toContain('Đã gửi nhiều tin thử')
  expect(sixth.body).toContain('value="0901 234 926"')
})

test.each([
  [{ phone: '02743 123 456' }, 'Hãy nhập số di động Việt Nam'],
  [{ phone: '+1 202 555 0123' }, 'Hãy nhập số di động Việt Nam'],
  [{ phone: '' }, 'Hãy nhập số di động Việt Nam'],
  [{ gateway: 'fax' }, 'Hãy chọn một mục'],
])('a test with %j is refused at its field, and nothing is queued', async (fields, text) => {
  const answer = await sendTest(fields)
  expect([answer.statusCode, answer.body.includes(text)]).toEqual([422, true])
  expect(await all(service.deps.db, sql`select 1 from messages`)).toEqual([])
})

test('a test needs a fresh proof, asked for in the same form; what was typed stays', async () => {
  await ageProof(service.deps, administrator.id, 301)
  const refused = await sendTest({ password: administrator.password, code: '000000' })
  expect([refused.statusCode, refused.body.includes('value="0901 234 926"')]).toEqual([422, true])
  expect((await sendTest({ password: '', code: '' })).statusCode).toBe(422)
  const code = await codeOf(service.deps, administrator.secret)
  expect((await sendTest({ password: administrator.password, code })).statusCode).toBe(303)
})

test('auditors see everything and change nothing', async () => {
  const auditor = await addAdministrator(service.deps, 'auditor')
  const reader = await signedIn(service, auditor.id)
  const { body } = await reader.get(page)
  expect([body.includes('Tổng đài SMS'), body.includes('Đưa lên đầu'), body.includes('Gửi tin thử')]).toEqual([
    true,
    false,
    false,
  ])
  expect((await makeFirst('vnpt', 'esms,vnpt', reader)).statusCode).toBe(403)
  expect((await sendTest({}, reader)).statusCode).toBe(403)
})

test('an open breaker is an alarm: in the menu and on every page of the console, until it closes', async () => {
  const { db } = service.deps
  esms.failure = 'refused'
  for (const binding of ['a', 'b', 'c', 'd', 'e']) await queue(binding)
  await run(db, sql`delete from limits`)
  await sendMessages(service.deps)
  await watchMessages(service.deps)
  expect((await browser.get(page)).body).toContain('Tổng đài eSMS hỏng liên tiếp nên đang tạm nghỉ')
  expect((await browser.get(page)).body).toContain('Tạm nghỉ')
  expect((await browser.get('/vi/console/standby')).body).toContain('Tin nhắn SMS có 1 cảnh báo')
  await run(db, sql`delete from gateway_breakers`)
  await watchMessages(service.deps)
  expect((await browser.get('/vi/console/standby')).body).not.toContain('cảnh báo')
  expect((await browser.get(page)).body).toContain('Cảnh báo trong 24 giờ qua')
})

test('in English too', async () => {
  const { body } = await browser.get('/en/console/gateways')
  expect([body.includes('SMS gateways'), body.includes('Make first'), body.includes('Send test')]).toEqual([
    true,
    true,
    true,
  ])
})

test('one gateway: no failover, and the page says that there is no spare', async () => {
  const own = await buildTestService()
  const alone = await signedIn(own, (await addAdministrator(own.deps)).id)
  expect((await alone.get(page)).body).toContain('Chỉ có một tổng đài: không có tổng đài dự phòng.')
  await own.close()
})

const trial = {
  MOTCUA_TRIAL: '1',
  ACCOUNT_ORIGIN: 'http://localhost:4000',
  ACCOUNT_SECRET: 'x'.repeat(40),
  PORTAL_DISCOVERY_URL: 'http://localhost:4003/d',
  PORTAL_CLIENT_ID: 'motcua-account',
  PORTAL_CLIENT_SECRET: 'secret',
  ESMS_URL: 'http://localhost:4002/gateways/esms',
  ESMS_API_KEY: 'key',
  ESMS_SECRET_KEY: 'secret',
}
test.each([
  ['an unknown gateway', { SMS_ROUTE: 'esms,fax' }, 'SMS_ROUTE'],
  ['a gateway twice', { SMS_ROUTE: 'esms,esms' }, 'SMS_ROUTE'],
  ['a gateway without its settings', { SMS_ROUTE: 'esms,vnpt' }, 'VNPT_URL'],
  ['a template with marks', { ESMS_TEMPLATE_VI: 'Mã {tag}: {code} {action} {site} ơ' }, 'ESMS_TEMPLATE_VI'],
  [
    'a template that is too long',
    { ESMS_TEMPLATE_VI: `{tag} {code} {action} {site} ${'x'.repeat(120)}` },
    'ESMS_TEMPLATE_VI',
  ],
  ['a template without the tag', { ESMS_TEMPLATE_EN: '{code} {action} {site}' }, 'lacks {tag}'],
])('%s is refused at start', (_name, more, said) => {
  expect(() => readConfig({ ...trial, ...more })).toThrow(said)
})

test('lesson 8: failover with a single gateway is refused at start; without it one gateway starts', () => {
  expect(() => readConfig({ ...trial, SMS_FAILOVER: 'on' })).toThrow('SMS_FAILOVER')
  expect(readConfig(trial).SMS_ROUTE).toEqual(['esms'])
})

test('what each gateway cost, by the day and the hour, and how much of the budget is used', async () => {
  const { db } = service.deps
  await queue('cost')
  await sendMessages(service.deps)
  await run(db, sql`update message_sends set cost = 350 where state <> 'refused'`)
  const { n } = await one(db, sql<{ n: number }>`select count(*)::int4 as n from message_sends where cost is not null`)
  expect(n).toBeGreaterThan(0)
  const { body } = await browser.get(page)
  expect(body.match(/[\d.]+ ₫/g)?.length).toBeGreaterThanOrEqual(2)
  expect(body).toContain('trong hạn mức 20.000 tin')
})
