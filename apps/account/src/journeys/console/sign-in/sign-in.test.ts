// The console's own door: password and code of an authenticator app, limits, networks, the fresh proof.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, sql } from '@motcua/db/query.ts'
import { readNetworks } from '@motcua/web/networks.ts'
import { SettingsRefused } from '@motcua/web/settings.ts'
import { afterAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { buildTestService } from '../../../testing/build-app.ts'
import { codeOf, signedIn } from '../../../testing/console-browser.ts'
import { addAdministrator, addOfficer, ageProof } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

let who: Awaited<ReturnType<typeof addAdministrator>>
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await sql`delete from limits`.execute(deps.db)
  who = await addAdministrator(deps)
})

const page = '/vi/console/sign-in'
const signInWith = async (browser = service.browser(), fields: Record<string, string> = {}) =>
  browser.submit(page, page, {
    username: who.username,
    password: who.password,
    code: await codeOf(deps, who.secret),
    ...fields,
  })

test('user name, password and code: in, with the methods and the audit row', async () => {
  const browser = service.browser()
  const answer = await signInWith(browser)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/vi/console/standby'])
  expect((await browser.get('/vi/console/standby')).statusCode).toBe(200)
  const row = await one(
    deps.db,
    sql<{ door: string; amr: string[] }>`select door, amr from sessions where account_id = ${who.id}`,
  )
  expect(row).toEqual({ door: 'console', amr: ['pwd', 'otp'] })
  const { n } = await one(
    deps.db,
    sql<{
      n: number
    }>`select count(*) as n from audit_events where event = 'sign-in' and account_id = ${who.id} and door = 'console'`,
  )
  expect(n).toBe(1)
})

test('lesson 10: with portal and messages dead, under the hardest settings, an administrator gets in and opens the door', async () => {
  const hard = await buildTestService({ FACTOR_PROFILE: 'hardened', STANDBY_SESSIONS: 'end' })
  onTestFinished(hard.close)
  hard.portal.isUp = false
  for (const gateway of Object.values(hard.gateways)) gateway.failure = 'refused'
  const admin = await addAdministrator(hard.deps)
  const browser = hard.browser()
  const code = await codeOf(hard.deps, admin.secret)
  const answer = await browser.submit(page, page, { username: admin.username, password: admin.password, code })
  expect(answer.headers.location).toBe('/vi/console/standby')
  const fields = { scope: 'everyone', reason: 'Cổng không truy cập được', minutes: '60' }
  const opened = await browser.submit('/vi/console/standby', '/vi/console/standby/open', fields)
  expect(opened.headers.location).toBe('/vi/console/standby?done=opened')
  await hard.deliver()
  expect(Object.values(hard.gateways).map((gateway) => gateway.sent)).toEqual([[]])
})

test('wrong user, wrong password, wrong code and a suspended one get one and the same page', async () => {
  const other = await addAdministrator(deps)
  await sql`update accounts set suspended_at = clock_now() where id = ${other.id}`.execute(deps.db)
  const right = await codeOf(deps, who.secret)
  const wrong = right === '000000' ? '111111' : '000000'
  const pages = [
    await signInWith(service.browser(), { username: 'khong-co-ai' }),
    await signInWith(service.browser(), { password: 'Sai-Mat-Khau-1' }),
    await signInWith(service.browser(), { code: wrong }),
    await signInWith(service.browser(), { username: other.username, code: await codeOf(deps, other.secret) }),
  ]
  expect(pages.map((answer) => answer.statusCode)).toEqual([422, 422, 422, 422])
  const plain = pages.map((answer) => answer.body.replace(/(?:value|data-options)="[^"]*"/g, ''))
  expect(new Set(plain).size).toBe(1)
  expect(plain[0]).toContain('Tên đăng nhập, mật khẩu hoặc mã chưa đúng.')
})

const badFields: [string, Record<string, string>, string][] = [
  ['no user name', { username: ' ' }, 'Hãy nhập tên đăng nhập.'],
  ['no password', { password: '' }, 'Hãy nhập mật khẩu.'],
  ['five digits', { code: '12345' }, 'Mã gồm 6 chữ số.'],
]
test.each(badFields)('%s is told at the field, and the user name is kept', async (_name, fields, text) => {
  const answer = await signInWith(service.browser(), fields)
  expect([answer.statusCode, answer.body.includes(text)]).toEqual([422, true])
  if (!('username' in fields)) expect(answer.body).toContain(`value="${who.username}"`)
  expect(answer.body).not.toContain(who.password)
})

test('limits: five wrong, the sixth waits 15 minutes, the right one too', async () => {
  for (let i = 0; i < 5; i += 1)
    expect((await signInWith(service.browser(), { password: 'Sai-Mat-Khau-1' })).statusCode).toBe(422)
  const sixth = await signInWith()
  expect([sixth.statusCode, sixth.body.includes('dùng lệnh quản trị trên máy chủ')]).toEqual([429, true])
  expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(14 * 60)
  await shiftClock(deps.db, 15 * 60 + 1)
  expect((await signInWith()).statusCode).toBe(303)
})

test('limits: wrong codes with the right password count as well, and an unknown user name locks too', async () => {
  const right = await codeOf(deps, who.secret)
  const wrong = right === '000000' ? '111111' : '000000'
  for (let i = 0; i < 5; i += 1) await signInWith(service.browser(), { code: wrong })
  expect((await signInWith()).statusCode).toBe(429)
  for (let i = 0; i < 5; i += 1) await signInWith(service.browser(), { username: 'khong-co' })
  expect((await signInWith(service.browser(), { username: 'Khong-Co' })).statusCode).toBe(429)
})

test('limits: twenty wrong a minute from one address, the next waits', async () => {
  const wrong = (i: number) => signInWith(service.browser(), { username: `ten-${i}`, password: 'x' })
  for (let i = 0; i < 20; i += 1) expect((await wrong(i)).statusCode).toBe(422)
  const next = await wrong(21)
  expect([next.statusCode, next.body.includes('từ mạng này')]).toEqual([429, true])
})

test('lock-out is no weapon: the administrator’s own browser still gets in', async () => {
  const browser = service.browser()
  await signInWith(browser)
  for (let i = 0; i < 6; i += 1) await signInWith(service.browser(), { password: 'Sai-Mat-Khau-1' })
  expect((await signInWith()).statusCode).toBe(429)
  expect((await signInWith(browser, { code: await codeOf(deps, who.secret, 1) })).statusCode).toBe(303)
})

test('a code works once: the replay is refused, two at once give one session', async () => {
  const code = await codeOf(deps, who.secret)
  const browsers = [service.browser(), service.browser(), service.browser()]
  const answers = await Promise.all(browsers.map((browser) => signInWith(browser, { code })))
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 422, 422])
  expect((await signInWith(service.browser(), { code })).statusCode).toBe(422)
  const rows = await all(deps.db, sql`select id from sessions where account_id = ${who.id}`)
  expect(rows.length).toBe(1)
})

test('after the sign-in: only pages of the console, never another address', async () => {
  const to = async (next: string) => {
    const fresh = await addAdministrator(deps)
    const code = await codeOf(deps, fresh.secret)
    const answer = await service
      .browser()
      .submit(`${page}?next=${encodeURIComponent(next)}`, page, { ...fresh, code, username: fresh.username })
    return answer.headers.location
  }
  expect(await to('/console/audit')).toBe('/vi/console/audit')
  for (const bad of ['https://example.com/', '//example.com', '/my-account/info', '/console/sign-in', '/console/../x'])
    expect(await to(bad)).toBe('/vi/console/standby')
})

test('limits: idle five minutes and the session is over; one hour in all', async () => {
  const browser = await signedIn(service, who.id)
  await shiftClock(deps.db, 299)
  expect((await browser.get('/vi/console/standby')).statusCode).toBe(200)
  await shiftClock(deps.db, 299 + 301)
  const idle = await browser.get('/vi/console/standby')
  expect(idle.headers.location).toBe('/vi/console/sign-in?next=%2Fconsole%2Fstandby')
  await shiftClock(deps.db, 0)
  const busy = await signedIn(service, who.id)
  for (let minute = 4; minute < 60; minute += 4) {
    await shiftClock(deps.db, minute * 60)
    expect((await busy.get('/vi/console/standby')).statusCode).toBe(200)
  }
  await shiftClock(deps.db, 3601)
  expect((await busy.get('/vi/console/standby')).statusCode).toBe(303)
})

test('an officer cannot sign in here, and their session opens nothing', async () => {
  const officer = await addOfficer(deps)
  expect(
    (await signInWith(service.browser(), { username: officer.idNumber, password: officer.password })).statusCode,
  ).toBe(422)
  const browser = await signedIn(service, officer.id, 'standby')
  expect((await browser.get('/vi/console/standby')).statusCode).toBe(403)
})

test('the fresh proof: a new password and code renew it; wrong ones do not', async () => {
  const browser = await signedIn(service, who.id)
  await ageProof(deps, who.id, 400)
  const confirm = '/vi/console/confirm'
  const at = `${confirm}?next=${encodeURIComponent('/console/requests')}`
  const wrong = await browser.submit(at, confirm, { password: 'Sai-Mat-Khau-1', code: await codeOf(deps, who.secret) })
  expect([wrong.statusCode, wrong.body.includes('chưa đúng')]).toEqual([422, true])
  expect((await browser.submit(at, confirm, { password: '', code: '1' })).body).toContain('Hãy nhập mật khẩu.')
  const code = await codeOf(deps, who.secret)
  const right = await browser.submit(at, confirm, { password: who.password, code })
  expect(right.headers.location).toBe('/vi/console/requests')
  const row = await one(
    deps.db,
    sql<{
      age: number
    }>`select extract(epoch from clock_now() - authenticated_at)::float8 as age from sessions where account_id = ${who.id}`,
  )
  expect(row.age).toBeLessThan(60)
  const { n } = await one(
    deps.db,
    sql<{ n: number }>`select count(*) as n from audit_events where event = 'fresh-proof' and account_id = ${who.id}`,
  )
  expect(n).toBe(1)
})

test('CONSOLE_NETWORKS: outside of them 403 with a sentence, for the form as well; a bad entry stops the start', async () => {
  const guarded = await buildTestService({ CONSOLE_NETWORKS: '10.1.0.0/16, 2001:db8::/32' })
  const outside = guarded.browser()
  const answer = await outside.get(page)
  expect([answer.statusCode, answer.body.includes('chỉ dùng được từ mạng được phép')]).toEqual([403, true])
  expect((await outside.post(page, {})).statusCode).toBe(403)
  expect((await outside.get('/vi/console/standby')).statusCode).toBe(403)
  expect((await outside.get('/vi/sign-in')).statusCode).toBe(200)
  const inside = guarded.browser()
  inside.address = '10.1.255.9'
  expect((await inside.get(page)).statusCode).toBe(200)
  await guarded.close()
})

const addresses: [string, boolean][] = [
  ['10.1.2.3', true],
  ['::ffff:10.1.2.3', true],
  ['10.2.0.1', false],
  ['192.0.2.7', true],
  ['192.0.2.8', false],
  ['2001:db8::1', true],
  ['2001:db9::1', false],
  ['nonsense', false],
]
test.each(addresses)('the network of %s: %s', (address, isAllowed) => {
  expect(readNetworks('CONSOLE_NETWORKS', ['10.1.0.0/16', '192.0.2.7', '2001:db8::/32'])(address)).toBe(isAllowed)
})

test.each(['10.1.0.0/33', '10.1.0.0/', 'office', '10.0.0.0/8/8', '2001:db8::/129'])('"%s" is no network', (entry) => {
  expect(() => readNetworks('CONSOLE_NETWORKS', [entry])).toThrow(SettingsRefused)
})
