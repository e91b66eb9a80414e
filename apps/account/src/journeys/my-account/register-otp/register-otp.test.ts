// "Đăng ký OTP" through the door: the memo's section 1, and everything that refuses.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../../testing/build-app.ts'
import { solveCaptcha } from '../../../testing/captcha.ts'
import { signedIn, tokenOn } from '../../../testing/console-browser.ts'
import { arrivalOf, identityOf } from '../../../testing/fake-portal.ts'
import { addCitizen, addOfficer, ageProof, officer, phoneOf } from '../../../testing/people.ts'

const service = await buildTestService()
const { deps, gateway, portal } = service
afterAll(service.close)

const page = '/vi/my-account/register-otp'
const ownNumber = '0987 654 321'
const ownE164 = '+84987654321'

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await sql`delete from limits`.execute(deps.db)
  await sql`update phones set removed_at = clock_now(), codes_from = null where number = ${ownE164}`.execute(deps.db)
  gateway.failure = null
  who = await addOfficer(deps, officer(), true)
})

async function choose(browser: Browser, fields: Record<string, string>) {
  const altcha = await solveCaptcha(browser, 'register-otp')
  return browser.submit(page, page, { altcha, ...fields })
}

/** Signed in, the list's number chosen, its code on the phone. */
async function atCodePage(fields: Record<string, string> = { choice: who.phoneId }) {
  const browser = await signedIn(service, who.id, 'portal')
  const answer = await choose(browser, fields)
  expect(answer.headers.location).toBe(`${page}/code`)
  await service.deliver()
  return browser
}

const enter = (browser: Browser, code: string) => browser.submit(`${page}/code`, `${page}/code`, { code })
const codePhones = () =>
  all(
    deps.db,
    sql<{ number: string }>`select number from phones where account_id = ${who.id} and codes_from is not null`,
  )

test('the memo, section 1: portal, my account, Đăng ký OTP, captcha, code, recovery codes, signed out at the sign-in page', async () => {
  const browser = service.browser()
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber], phone: '0912345678' }))
  expect((await browser.get('/vi/my-account/info')).headers.location).toContain('/vi/sign-in')
  const out = await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  const state = new URL(String(out.headers.location)).searchParams.get('state')
  expect((await browser.get(`/portal/callback?code=x&state=${state}`)).headers.location).toBe('/vi/my-account/info')

  const form = await browser.get(page)
  expect(form.body).toContain(phoneOf(who.phone))
  expect(form.body).toContain('Theo tài khoản Cổng DVCQG')
  expect((await choose(browser, { choice: who.phoneId })).headers.location).toBe(`${page}/code`)
  await service.deliver()
  const { tag, code } = gateway.codeFor(who.phone)
  const codePage = await browser.get(`${page}/code`)
  expect(codePage.body).toContain(tag)
  expect(codePage.body).toContain('data-until')

  expect((await enter(browser, code)).headers.location).toBe('/vi/my-account/recovery-codes')
  const sheet = await browser.get('/vi/my-account/recovery-codes')
  expect(sheet.body.match(/[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/g)).toHaveLength(10)
  expect((await browser.get('/vi/my-account/recovery-codes')).body).toContain('chỉ hiện một lần')
  const kept = await browser.submit('/vi/my-account/recovery-codes', '/vi/my-account/recovery-codes')
  expect(kept.headers.location).toBe('/vi/my-account/info?done=kept')
  expect((await browser.get('/vi/my-account/recovery-codes')).body).not.toMatch(/[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/)
  expect(await codePhones()).toEqual([{ number: who.phone }])

  portal.isUp = false
  const end = await browser.submit('/vi/my-account/info', '/vi/sign-out')
  expect(end.headers.location).toBe('/vi/sign-in?done=signed-out')
  portal.isUp = true
})

test('a first registration may serve a reset at once', async () => {
  const browser = await atCodePage()
  await enter(browser, gateway.codeFor(who.phone).code)
  const { held } = await one(
    deps.db,
    sql<{ held: boolean }>`select reset_from > clock_now() as held from phones where id::text = ${who.phoneId}`,
  )
  expect(held).toBe(false)
})

test('a number that is not on the list: typed, proven, receiving codes', async () => {
  const browser = await atCodePage({ choice: 'new', number: ownNumber })
  await enter(browser, gateway.codeFor(ownE164).code)
  expect(await codePhones()).toEqual([{ number: ownE164 }])
})

test('before the right code nothing of a typed number is stored', async () => {
  await atCodePage({ choice: 'new', number: ownNumber })
  const rows = await all(deps.db, sql`select 1 from phones where number = ${ownE164} and removed_at is null`)
  expect(rows).toHaveLength(0)
})

const refusals: [string, () => Record<string, string>, number, string][] = [
  ['no choice', () => ({ choice: '' }), 422, 'Hãy chọn một mục.'],
  ['an unreadable number', () => ({ choice: 'new', number: '12345' }), 422, 'Hãy nhập số di động Việt Nam'],
  ['a foreign number', () => ({ choice: 'new', number: '+12025550123' }), 422, 'Hãy nhập số di động Việt Nam'],
  [
    'a number of another person',
    () => ({ choice: '00000000-0000-4000-8000-000000000000' }),
    409,
    'không còn trong danh sách',
  ],
  ['no captcha', () => ({ choice: who.phoneId, altcha: '' }), 422, 'Hãy xác nhận “Tôi không phải là người máy”'],
  ['a wrong captcha', () => ({ choice: who.phoneId, altcha: 'e30=' }), 422, 'chưa đúng hoặc đã hết hạn'],
]
test.each(refusals)('%s is refused', async (_name, fields, status, text) => {
  const answer = await choose(await signedIn(service, who.id, 'portal'), fields())
  expect([answer.statusCode, answer.body.includes(text)]).toEqual([status, true])
  expect(answer.body).toContain('id="choice"')
})

test('what was typed stays in the form', async () => {
  const answer = await choose(await signedIn(service, who.id, 'portal'), { choice: 'new', number: '09876' })
  expect(answer.body).toContain('value="09876"')
})

test('at most two numbers: a third is refused, with the page where one can be deleted', async () => {
  await sql`insert into phones (account_id, audience, number, source) values (${who.id}, 'officer', '+84912000111', 'portal')`.execute(
    deps.db,
  )
  const browser = await signedIn(service, who.id, 'portal')
  expect((await browser.get(page)).body).toContain('Đã đủ 2 số')
  const answer = await choose(browser, { choice: 'new', number: ownNumber })
  expect([answer.statusCode, answer.body.includes('nhiều nhất 2 số')]).toEqual([422, true])
})

test('a number that serves somebody else: the same page until the code proves it, then refused', async () => {
  const other = await addOfficer(deps)
  const browser = await atCodePage({ choice: 'new', number: other.phone })
  const answer = await enter(browser, gateway.codeFor(other.phone).code)
  expect([answer.statusCode, answer.body.includes('đang nhận mã cho một tài khoản khác')]).toEqual([422, true])
  expect(await codePhones()).toEqual([])
})

test('a citizen’s number may be an officer’s too', async () => {
  const citizen = await addCitizen(deps)
  const browser = await atCodePage({ choice: 'new', number: citizen.phone })
  expect((await enter(browser, gateway.codeFor(citizen.phone).code)).statusCode).toBe(303)
  expect(await codePhones()).toEqual([{ number: citizen.phone }])
})

test('two right submits at once: one registration, one set of codes, no error', async () => {
  const browser = await atCodePage()
  const _token = await tokenOn(browser, `${page}/code`)
  const { code } = gateway.codeFor(who.phone)
  const answers = await Promise.all([1, 2, 3].map(() => browser.post(`${page}/code`, { _token, code })))
  expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303, 303])
  const done = await all(
    deps.db,
    sql<{ event: string }>`select event from audit_events where account_id = ${who.id}
      and event in ('otp-registered', 'recovery-codes-made') order by event`,
  )
  expect(done.map((row) => row.event)).toEqual(['otp-registered', 'recovery-codes-made'])
  const { n } = await one(
    deps.db,
    sql<{
      n: number
    }>`select count(*)::int4 as n from recovery_codes where account_id = ${who.id} and voided_at is null`,
  )
  expect(n).toBe(10)
})

test('a wrong code is told at the field; the fifth kills the code', async () => {
  const browser = await atCodePage()
  const { code } = gateway.codeFor(who.phone)
  const wrong = code === '000000' ? '111111' : '000000'
  expect((await enter(browser, '12')).body).toContain('Mã gồm 6 chữ số.')
  for (let i = 0; i < 4; i += 1) expect((await enter(browser, wrong)).body).toContain('Mã chưa đúng')
  expect((await enter(browser, wrong)).body).toContain('không còn dùng được')
  expect((await enter(browser, code)).statusCode).toBe(422)
  expect(await codePhones()).toEqual([])
})

test('the code works for 120 s from the gateway’s acceptance', async () => {
  const browser = await atCodePage()
  await shiftClock(deps.db, 121)
  expect((await enter(browser, gateway.codeFor(who.phone).code)).body).toContain('không còn dùng được')
})

test('Gửi lại: not within 60 s, then a new code; the older one is named as such', async () => {
  const browser = await atCodePage()
  const older = gateway.codeFor(who.phone)
  const soon = await browser.submit(`${page}/code`, `${page}/code/send-again`)
  expect([soon.statusCode, soon.headers['retry-after'] !== undefined]).toEqual([429, true])
  await shiftClock(deps.db, 61)
  expect((await browser.submit(`${page}/code`, `${page}/code/send-again`)).headers.location).toBe(
    `${page}/code?again=1`,
  )
  await service.deliver()
  expect((await enter(browser, older.code)).body).toContain(`Hãy dùng mã ${gateway.codeFor(who.phone).tag}`)
  expect((await enter(browser, gateway.codeFor(who.phone).code)).statusCode).toBe(303)
})

test('limits: five codes in 15 minutes leave, the sixth waits', async () => {
  const browser = await atCodePage()
  for (let i = 1; i <= 4; i += 1) {
    await shiftClock(deps.db, 61 * i)
    expect((await browser.submit(`${page}/code`, `${page}/code/send-again`)).statusCode).toBe(303)
  }
  await shiftClock(deps.db, 61 * 5)
  const sixth = await browser.submit(`${page}/code`, `${page}/code/send-again`)
  expect([sixth.statusCode, sixth.body.includes('Đã gửi nhiều mã')]).toEqual([429, true])
})

test('the code page without a code, or in another session, leads back to the form', async () => {
  await atCodePage()
  const other = await signedIn(service, who.id, 'portal')
  expect((await other.get(`${page}/code`)).headers.location).toBe(page)
  const _token = await tokenOn(other, page)
  expect((await other.post(`${page}/code/send-again`, { _token })).headers.location).toBe(page)
  const answer = await other.post(`${page}/code`, {
    _token,
    code: gateway.codeFor(who.phone).code,
  })
  expect(answer.body).toContain('không còn dùng được')
})

test('a gateway that fails is told on the code page', async () => {
  gateway.failure = 'refused'
  const browser = await atCodePage()
  expect((await browser.get(`${page}/code`)).body).toMatch(/chưa gửi được mã|Đang chuyển mã/)
})

// ── where codes are received already ──

async function registered() {
  who = await addOfficer(deps)
  return signedIn(service, who.id, 'portal')
}

test('another number, fresh: the older one is told, no reset for 24 h, printed codes stay', async () => {
  const browser = await registered()
  await run(deps.db, sql`insert into recovery_codes (account_id, hash) values (${who.id}, 'x')`)
  await choose(browser, { choice: 'new', number: ownNumber })
  await service.deliver()
  const answer = await enter(browser, gateway.codeFor(ownE164).code)
  expect(answer.headers.location).toBe('/vi/my-account/info?done=registered')
  await service.deliver()
  expect(await codePhones()).toEqual([{ number: ownE164 }])
  const notice = gateway.sent.filter((sms) => sms.phone === who.phone).at(-1)
  expect(notice?.text).toContain('So nhan OTP da doi')
  const { hours } = await one(
    deps.db,
    sql<{ hours: number }>`select round(extract(epoch from reset_from - clock_now()) / 3600)::int4 as hours from phones
      where account_id = ${who.id} and number = ${ownE164}`,
  )
  expect(hours).toBe(24)
})

test('a proof older than 5 minutes: the page offers to prove it anew, a post is sent there', async () => {
  const browser = await registered()
  const token = await tokenOn(browser, page)
  await ageProof(deps, who.id, 299)
  expect((await browser.get(page)).body).toContain('name="choice"')
  await ageProof(deps, who.id, 302)
  const shown = await browser.get(page)
  expect(shown.body).not.toContain('name="choice"')
  expect(shown.body).toContain('/vi/my-account/confirm?next=/my-account/register-otp')
  const answer = await browser.post(page, { _token: token, choice: who.phoneId })
  expect(answer.headers.location).toContain('/vi/my-account/confirm?next=')
})

test('limits: two changes a day, the third waits until tomorrow', async () => {
  const browser = await registered()
  const second = (
    await one(
      deps.db,
      sql<{
        id: string
      }>`insert into phones (account_id, audience, number, source) values (${who.id}, 'officer', ${ownE164}, 'own') returning id`,
    )
  ).id
  const change = async (choice: string, number: string, at: number) => {
    await shiftClock(deps.db, at)
    const answer = await choose(browser, { choice })
    if (answer.statusCode !== 303) return answer
    await service.deliver()
    return enter(browser, gateway.codeFor(number).code)
  }
  expect((await change(second, ownE164, 0)).statusCode).toBe(303)
  expect((await change(who.phoneId, who.phone, 61)).statusCode).toBe(303)
  const third = await change(second, ownE164, 122)
  expect([third.statusCode, third.body.includes('chỉ đổi số được 2 lần')]).toEqual([429, true])
  expect(Number(third.headers['retry-after'])).toBeGreaterThan(23 * 3600)
})

test('in English too', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  expect((await browser.get('/en/my-account/register-otp')).body).toContain('<h1>Register for OTP</h1>')
})
