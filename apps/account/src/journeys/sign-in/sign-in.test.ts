// Signing in through both doors, through the service's own pages.
import { shiftClock } from '@motcua/db/clock.ts'
import { one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { closePeriodRow, insertPeriod } from '../../records/standby/store.ts'
import { buildTestService } from '../../testing/build-app.ts'
import { tokenOn } from '../../testing/console-browser.ts'
import { arrivalOf, identityOf } from '../../testing/fake-portal.ts'
import { addOfficer, officer, phoneOf } from '../../testing/people.ts'
import { attemptCookie } from '../../web/attempt-cookie.ts'
import { sentence } from '../../web/messages/codes.ts'

const service = await buildTestService()
const { deps, gateway, portal } = service
afterAll(service.close)

let who: Awaited<ReturnType<typeof addOfficer>>
let period: string
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await sql`update standby_periods set closed_at = clock_now() where closed_at is null`.execute(deps.db)
  await sql`delete from limits`.execute(deps.db)
  who = await addOfficer(deps, officer())
  period = (
    await insertPeriod(deps.db, {
      scope: { kind: 'everyone' },
      reason: 'Cổng không truy cập được',
      minutes: 60,
      openedBy: null,
    })
  ).id
  portal.isUp = true
})

const signInWith = (browser = service.browser(), fields: Record<string, string> = {}) =>
  browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password, ...fields })

async function atCodePage() {
  const browser = service.browser()
  const answer = await signInWith(browser)
  expect(answer.headers.location).toBe('/vi/sign-in/code')
  await service.deliver()
  return browser
}

test('the standby door: number, password, code, in', async () => {
  const browser = await atCodePage()
  const { tag, code } = gateway.codeFor(who.phone)
  const page = await browser.get('/vi/sign-in/code')
  expect(page.body).toContain(tag)
  expect(page.body).toContain(phoneOf(who.phone))
  const answer = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code })
  expect(answer.headers.location).toBe('/vi/my-account/info')
  const row = await one(
    deps.db,
    sql<{
      door: string
      amr: string[]
      period_id: string
    }>`select door, amr, period_id from sessions where account_id = ${who.id}`,
  )
  expect(row).toEqual({ door: 'standby', amr: ['pwd', 'sms'], period_id: period })
})

test('the old CMND number leads to the same officer', async () => {
  const answer = await signInWith(service.browser(), { number: who.oldIdNumber })
  expect(answer.headers.location).toBe('/vi/sign-in/code')
})

test('door closed: an ID number is refused before any look at the account', async () => {
  await closePeriodRow(deps.db, { id: period, closedBy: null, reason: 'test' })
  const answer = await signInWith()
  expect(answer.statusCode).toBe(403)
  expect(answer.body).toContain('Cửa dự phòng đang đóng')
})

test('lesson 3: wrong, unknown and not covered get one and the same page', async () => {
  await closePeriodRow(deps.db, { id: period, closedBy: null, reason: 'test' })
  const other = await addOfficer(deps, officer())
  await insertPeriod(deps.db, {
    scope: { kind: 'people', accountIds: [other.id] },
    reason: 'cho một người',
    minutes: 30,
    openedBy: null,
  })
  const pages = [
    await signInWith(service.browser(), { number: other.idNumber, password: 'Sai-Mat-Khau-1' }),
    await signInWith(service.browser(), { number: '074185999999', password: 'Sai-Mat-Khau-1' }),
    await signInWith(service.browser()),
  ]
  expect(pages.map((page) => page.statusCode)).toEqual([422, 422, 422])
  const plain = pages.map((page) => page.body.replace(/value="[^"]*"|for=[^"&]*/g, ''))
  expect(new Set(plain).size).toBe(1)
  expect(plain[0]).toContain('Số hoặc mật khẩu chưa đúng')
})

const badFields: [string, Record<string, string>, string][] = [
  ['nothing typed', { number: '', password: '' }, 'Hãy nhập số CMND/CCCD hoặc số điện thoại.'],
  ['an unreadable number', { number: '12345' }, 'CMND có 9 số, CCCD có 12 số, điện thoại'],
  ['no password', { password: '' }, 'Hãy nhập mật khẩu.'],
]
test.each(badFields)('%s is told at the field and keeps what was typed', async (_name, fields, text) => {
  const answer = await signInWith(service.browser(), fields)
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain(text)
  if (fields['number']) expect(answer.body).toContain(`value="${fields['number']}"`)
})

test('limits: five wrong passwords pass to the hash, the sixth waits 15 minutes, the right one too', async () => {
  for (let i = 0; i < 5; i += 1)
    expect((await signInWith(service.browser(), { password: 'Sai-Mat-Khau-1' })).statusCode).toBe(422)
  const sixth = await signInWith()
  expect([sixth.statusCode, sixth.body.includes(sentence('vi', { code: 'locked', retryAfter: 900 }))]).toEqual([
    429,
    true,
  ])
  expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(14 * 60)
  await shiftClock(deps.db, 15 * 60 + 1)
  expect((await signInWith()).headers.location).toBe('/vi/sign-in/code')
})

test('limits: an unknown number locks as well', async () => {
  for (let i = 0; i < 5; i += 1) await signInWith(service.browser(), { number: '074185999998' })
  expect((await signInWith(service.browser(), { number: '074185999998' })).statusCode).toBe(429)
})

test('limits: twenty wrong passwords a minute from one address, the next waits', async () => {
  const wrong = (i: number) =>
    signInWith(service.browser(), { number: `0741859900${String(i).padStart(2, '0')}`, password: 'x' })
  for (let i = 0; i < 20; i += 1) expect((await wrong(i)).statusCode).toBe(422)
  const next = await wrong(21)
  expect([next.statusCode, next.body.includes('từ mạng này')]).toEqual([429, true])
})

test('lock-out is no weapon: the owner’s known browser still gets in', async () => {
  const browser = await atCodePage()
  await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(who.phone).code })
  for (let i = 0; i < 6; i += 1) await signInWith(service.browser(), { password: 'Sai-Mat-Khau-1' })
  expect((await signInWith()).statusCode).toBe(429)
  expect((await signInWith(browser)).headers.location).toBe('/vi/sign-in/code')
})

test('two submits of the right code at once: one session', async () => {
  const browser = await atCodePage()
  const { code } = gateway.codeFor(who.phone)
  const page = await browser.get('/vi/sign-in/code')
  const token = /name="_token" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
  const answers = await Promise.all([1, 2, 3].map(() => browser.post('/vi/sign-in/code', { _token: token, code })))
  const { n } = await one(deps.db, sql<{ n: number }>`select count(*) as n from sessions where account_id = ${who.id}`)
  expect(n).toBe(1)
  expect(answers.every((answer) => answer.statusCode < 500)).toBe(true)
})

test('a wrong code is told; after five the code is dead', async () => {
  const browser = await atCodePage()
  const wrong = gateway.codeFor(who.phone).code === '000000' ? '111111' : '000000'
  for (let i = 0; i < 4; i += 1) {
    expect((await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: wrong })).body).toContain(
      'Mã chưa đúng. Hãy xem lại tin nhắn mới nhất.',
    )
  }
  expect((await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: wrong })).body).toContain(
    'không còn dùng được',
  )
  const right = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(who.phone).code })
  expect(right.body).toContain('không còn dùng được')
})

test('lesson 2: a code works for 120 seconds from the gateway’s acceptance', async () => {
  const late = await atCodePage()
  await shiftClock(deps.db, 121)
  expect(
    (await late.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(who.phone).code })).body,
  ).toContain('không còn dùng được')
  await shiftClock(deps.db, 0)
  await sql`delete from limits`.execute(deps.db)
  const inTime = await atCodePage()
  await shiftClock(deps.db, 117)
  const answer = await inTime.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(who.phone).code })
  expect(answer.headers.location).toBe('/vi/my-account/info')
})

test('lesson 2: a code is used once, and looking at its page uses nothing up', async () => {
  const browser = await atCodePage()
  const { code } = gateway.codeFor(who.phone)
  const page = '/vi/sign-in/code'
  const token = await tokenOn(browser, page)
  for (const url of [`${page}?code=${code}`, `${page}?code=${code}&_token=${token}`, page])
    expect((await browser.get(url)).statusCode).toBe(200)
  expect((await browser.post(page, { _token: token, code })).headers.location).toBe('/vi/my-account/info')
  const other = service.browser()
  await signInWith(other)
  expect((await other.submit(page, page, { code })).body).toContain('Mã chưa đúng')
})

test('lesson 4: while a re-send waits, the code that is there still lets in', async () => {
  const browser = await atCodePage()
  const page = '/vi/sign-in/code'
  expect((await browser.submit(page, `${page}/send-again`)).statusCode).toBe(429)
  const { code } = gateway.codeFor(who.phone)
  expect((await browser.submit(page, page, { code })).headers.location).toBe('/vi/my-account/info')
})

test('lesson 7: accepted by the gateway is not delivered, and the page says which it is', async () => {
  const browser = service.browser()
  await signInWith(browser)
  const said = async () => {
    const { body } = await browser.get('/vi/sign-in/code')
    return ['Đang chuyển mã tới nhà mạng', 'Nhà mạng đã nhận', 'Đã tới máy của bạn'].filter((text) =>
      body.includes(text),
    )
  }
  expect(await said()).toEqual(['Đang chuyển mã tới nhà mạng'])
  await service.deliver()
  expect(await said()).toEqual(['Nhà mạng đã nhận'])
  const { receipt } = await one(
    deps.db,
    sql<{
      receipt: string
    }>`select s.receipt from message_sends s join messages m on m.id = s.message_id where m.phone = ${who.phone}`,
  )
  await service.app.inject(`/sms/receipts/${receipt}?SendStatus=5`)
  expect(await said()).toContain('Đã tới máy của bạn')
})

test('a code of six digits only', async () => {
  const browser = await atCodePage()
  expect((await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: '12a' })).body).toContain(
    'Mã gồm 6 chữ số.',
  )
})

test('Gửi lại: not within 60 s; then a new code, and the older one is named as such', async () => {
  const browser = await atCodePage()
  const older = gateway.codeFor(who.phone)
  const soon = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code/send-again')
  expect([soon.statusCode, soon.body.includes('Vừa gửi một mã')]).toEqual([429, true])
  await shiftClock(deps.db, 61)
  expect((await browser.submit('/vi/sign-in/code', '/vi/sign-in/code/send-again')).headers.location).toBe(
    '/vi/sign-in/code?again=1',
  )
  await service.deliver()
  const newer = gateway.codeFor(who.phone)
  expect(newer.tag).not.toBe(older.tag)
  const refused = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: older.code })
  expect(refused.body).toContain(`Hãy dùng mã ${newer.tag}`)
  const done = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: newer.code })
  expect(done.headers.location).toBe('/vi/my-account/info')
})

test('lesson 4: the cap on wrong codes survives a re-send; ten wrong in a day lock', async () => {
  const browser = await atCodePage()
  let clock = 0
  for (let round = 0; round < 2; round += 1) {
    const wrong = gateway.codeFor(who.phone).code === '000000' ? '111111' : '000000'
    for (let i = 0; i < 5; i += 1) await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: wrong })
    clock += 61
    await shiftClock(deps.db, clock)
    await browser.submit('/vi/sign-in/code', '/vi/sign-in/code/send-again')
    await service.deliver()
  }
  const right = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(who.phone).code })
  expect([right.statusCode, right.body.includes('Đã nhập sai nhiều mã')]).toEqual([429, true])
})

test('lesson 1: closing the door stops a half-finished attempt and its code', async () => {
  const browser = await atCodePage()
  const { code } = gateway.codeFor(who.phone)
  await closePeriodRow(deps.db, { id: period, closedBy: null, reason: 'test' })
  const answer = await browser.get('/vi/sign-in/code')
  expect(answer.headers.location).toBe('/vi/sign-in?done=closed')
  const forced = await browser.submit('/vi/sign-in', '/vi/sign-in/code', { code })
  expect(forced.statusCode).toBeLessThan(500)
  const { n } = await one(deps.db, sql<{ n: number }>`select count(*) as n from sessions where account_id = ${who.id}`)
  expect(n).toBe(0)
})

test('an attempt that ended while the door is open is over, and nobody is told that the door was closed', async () => {
  const browser = await atCodePage()
  await run(deps.db, sql`update attempts set voided_at = clock_now() where account_id = ${who.id}`)
  const answer = await browser.get('/vi/sign-in/code')
  expect(answer.headers.location).toBe('/vi/sign-in?done=over')
})

test('an attempt that its person replaced by a newer one says so, and the newer one goes on', async () => {
  const browser = await atCodePage()
  const older = browser.cookies.get(attemptCookie) ?? ''
  await shiftClock(deps.db, 61)
  await signInWith(browser)
  await service.deliver()
  const newer = browser.cookies.get(attemptCookie) ?? ''
  expect(newer).not.toBe(older)
  browser.cookies.set(attemptCookie, older)
  const place = (await browser.get('/vi/sign-in/code')).headers.location ?? ''
  expect(place).toBe('/vi/sign-in?done=replaced')
  expect((await browser.get(place)).body).toContain('Bạn đã bắt đầu một lượt đăng nhập mới hơn')
  expect((await browser.get(place.replace('/vi/', '/en/'))).body).toContain('You began a newer sign-in')
  browser.cookies.set(attemptCookie, newer)
  const code = { code: gateway.codeFor(who.phone).code }
  expect((await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', code)).headers.location).not.toContain('sign-in')
})

test('a period that lapsed lets nobody in any more', async () => {
  const browser = await atCodePage()
  await sql`update standby_periods set until = clock_now() where id = ${period}`.execute(deps.db)
  const answer = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(who.phone).code })
  expect(answer.headers.location).toBe('/vi/sign-in?done=closed')
})

test('a suspended officer is answered like a wrong password', async () => {
  await sql`update accounts set suspended_at = clock_now() where id = ${who.id}`.execute(deps.db)
  expect((await signInWith()).body).toContain('Số hoặc mật khẩu chưa đúng')
})

test('lesson 13: without a phone for codes there is no way in, and it is said only after the password', async () => {
  await sql`update phones set codes_from = null where account_id = ${who.id}`.execute(deps.db)
  expect((await signInWith()).body).toContain('chưa đăng ký số nhận OTP')
  expect((await signInWith(service.browser(), { password: 'Sai-Mat-Khau-1' })).body).toContain(
    'Số hoặc mật khẩu chưa đúng',
  )
})

test('remember me keeps the number in this browser and nothing else', async () => {
  const browser = service.browser()
  await signInWith(browser, { remember: 'yes' })
  expect((await browser.get('/vi/sign-in')).body).toContain(`value="${who.idNumber}"`)
  expect((await service.browser().get('/vi/sign-in')).body).not.toContain(who.idNumber)
})

// ── the portal door ──

async function throughPortal(browser = service.browser()) {
  const out = await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  const state = new URL(String(out.headers.location)).searchParams.get('state') ?? ''
  return { browser, out, back: (query = `code=x&state=${state}`) => browser.get(`/portal/callback?${query}`), state }
}

test('the portal door: matched by ID number on first arrival, linked by TechID', async () => {
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber], techId: `tech-of-${who.id}` }))
  const { back } = await throughPortal()
  expect((await back()).headers.location).toBe('/vi/my-account/info')
  const row = await one(deps.db, sql<{ tech_id: string }>`select tech_id from accounts where id = ${who.id}`)
  expect(row.tech_id).toBe(`tech-of-${who.id}`)
})

test('another TechID with the same ID number is refused and audited', async () => {
  await sql`update accounts set tech_id = 'somebody-else' || id where id = ${who.id}`.execute(deps.db)
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
  const answer = await (await throughPortal()).back()
  expect([answer.statusCode, answer.body.includes('đã liên kết với một tài khoản khác')]).toEqual([403, true])
  const { n } = await one(
    deps.db,
    sql<{
      n: number
    }>`select count(*) as n from audit_events where event = 'portal-refused' and account_id = ${who.id}`,
  )
  expect(n).toBe(1)
})

test('a suspended officer is told so at the portal door', async () => {
  await sql`update accounts set suspended_at = clock_now() where id = ${who.id}`.execute(deps.db)
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
  const answer = await (await throughPortal()).back()
  expect([answer.statusCode, answer.body.includes('Tài khoản đang bị tạm khóa')]).toEqual([403, true])
})

test('a portal that sends no ID number: nobody is guessed at, and the page says so', async () => {
  portal.next = { ok: false, code: 'portal-no-id', reason: 'no usable identity' }
  const answer = await (await throughPortal()).back()
  expect([answer.statusCode, answer.body.includes('Cổng chưa gửi số định danh của bạn')]).toEqual([422, true])
})

test('an enterprise’s portal account never matches an officer', async () => {
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber], isEnterprise: true }))
  const answer = await (await throughPortal()).back()
  expect([answer.statusCode, answer.body.includes('chưa có trong danh sách cán bộ')]).toEqual([403, true])
})

test('someone who is not on the list is told what to do', async () => {
  portal.next = arrivalOf(identityOf({ idNumbers: ['079085000001'] }))
  const answer = await (await throughPortal()).back()
  expect(answer.statusCode).toBe(403)
  expect(answer.body).toContain('quản trị đơn vị')
  expect(answer.body).toContain('/vi/register')
})

test('coming back twice, in another browser, late, or with an error: a clear page', async () => {
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
  const trip = await throughPortal()
  expect((await service.browser().get(`/portal/callback?code=x&state=${trip.state}`)).body).toContain(
    'đã hết hạn hoặc đã dùng rồi',
  )
  expect((await trip.back()).statusCode).toBe(303)
  expect((await trip.back()).body).toContain('Lượt đăng nhập qua Cổng này đã hết hạn hoặc đã dùng rồi')
  const late = await throughPortal()
  await shiftClock(deps.db, 601)
  expect((await late.back()).body).toContain('đã hết hạn hoặc đã dùng rồi')
  await shiftClock(deps.db, 0)
  const denied = await throughPortal()
  expect((await denied.back(`error=access_denied&state=${denied.state}`)).body).toContain(
    'Bạn đã dừng đăng nhập ở Cổng',
  )
  expect((await service.browser().get('/portal/callback')).statusCode).toBe(422)
})

test('the portal away: a page that says so within the check, with the standby door when it is open', async () => {
  portal.isUp = false
  const { out } = await throughPortal().catch(async () => ({
    out: await service.browser().submit('/vi/sign-in', '/vi/sign-in/portal'),
  }))
  expect(out.statusCode).toBe(503)
  expect(out.body).toContain('hiện không truy cập được')
  expect(out.body).toContain('Cửa dự phòng đang mở')
})

test('lesson 9: signing out while the portal is down never calls it, and the next trip proves anew', async () => {
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
  const { browser, back } = await throughPortal()
  await back()
  portal.isUp = false
  const out = await browser.submit('/vi/sign-out', '/vi/sign-out')
  expect(out.headers.location).toBe('/vi/sign-in?done=signed-out')
  portal.isUp = true
  await throughPortal(browser)
  expect(portal.lastDepartureFresh).toBe(true)
})

test('signing out goes by the portal when it answers, and ends at the sign-in page', async () => {
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
  const { browser, back } = await throughPortal()
  await back()
  const out = await browser.submit('/vi/sign-out', '/vi/sign-out')
  expect(out.body).toContain('/oidc/logout?id_token_hint=')
  expect(out.headers['cache-control']).toBe('no-store')
  expect((await browser.get('/portal/signed-out')).headers.location).toBe('/vi/sign-in?done=signed-out')
  expect((await browser.get('/vi/my-account/info')).headers.location).toContain('/vi/sign-in')
})

test('the portal’s single sign-on from an hour ago lets in, but is no fresh proof', async () => {
  const now = async (age: number) =>
    (await one(deps.db, sql<{ at: number }>`select floor(extract(epoch from clock_now()))::float8 - ${age} as at`)).at
  const editPage = `/vi/my-account/phones/${who.phoneId}/edit`
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }), await now(3600))
  const stale = await throughPortal()
  expect((await stale.back()).headers.location).toBe('/vi/my-account/info')
  expect((await stale.browser.get(editPage)).headers.location).toContain('/vi/my-account/confirm')
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }), await now(10))
  const fresh = await throughPortal()
  await fresh.back()
  expect((await fresh.browser.get(editPage)).statusCode).toBe(200)
})
