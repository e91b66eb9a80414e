// A forgotten password, through its two pages: the memo's way, the second proof, and what strangers get.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { hashNewRecoveryCodes, storeRecoveryCodes } from '../../records/factors/recovery-codes.ts'
import { HashQueueFull } from '../../records/passwords/turns.ts'
import { decideRequest, listOpenRequests } from '../../records/resets/store.ts'
import { insertPeriod } from '../../records/standby/store.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../testing/build-app.ts'
import { solveCaptcha } from '../../testing/captcha.ts'
import { tokenOn } from '../../testing/console-browser.ts'
import { arrivalOf, identityOf } from '../../testing/fake-portal.ts'
import { addCitizen, addOfficer, officer } from '../../testing/people.ts'

const service = await buildTestService()
const { deps, gateway, portal } = service
afterAll(service.close)

const newPassword = 'Quầy-Mở-2846!'
let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await run(deps.db, sql`delete from limits`)
  who = await addOfficer(deps, officer())
})

async function start(typed: string, browser = service.browser()) {
  const altcha = await solveCaptcha(browser, 'forgot')
  const answer = await browser.submit('/vi/forgot-password', '/vi/forgot-password', { account: typed, altcha })
  return { browser, answer }
}

async function started(typed = who.idNumber, browser = service.browser()): Promise<Browser> {
  const { answer } = await start(typed, browser)
  expect(answer.headers.location).toBe('/vi/reset-password')
  await service.deliver()
  return browser
}

async function submit(browser: Browser, fields: Record<string, string>) {
  const altcha = await solveCaptcha(browser, 'reset')
  const typed = { password: newPassword, again: newPassword, altcha, ...fields }
  return browser.submit('/vi/reset-password', '/vi/reset-password', typed)
}

async function throughPortal(browser: Browser) {
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
  const out = await browser.submit('/vi/sign-in', '/vi/sign-in/portal')
  const state = new URL(out.headers.location ?? '').searchParams.get('state')
  await browser.get(`/portal/callback?code=x&state=${state}`)
  await browser.submit('/vi/sign-out', '/vi/sign-out')
}

async function giveRecoveryCodes() {
  const { codes, hashes } = await hashNewRecoveryCodes(deps.hasher)
  await storeRecoveryCodes(deps.db, who.id, hashes)
  return codes
}

const code = () => gateway.codeFor(who.phone).code

test('the memo’s order: portal sign-in in this browser, then code and new password; it works at the standby door', async () => {
  const browser = service.browser()
  await throughPortal(browser)
  await started(who.oldIdNumber, browser)
  const page = await browser.get('/vi/reset-password')
  expect(page.body).toContain('Bạn vừa đăng nhập bằng CDVCQG')
  expect(page.body).toContain('120 giây')
  const answer = await submit(browser, { code: code() })
  expect(answer.headers.location).toBe('/vi/sign-in?done=password-set')
  await insertPeriod(deps.db, { scope: { kind: 'everyone' }, reason: 'Cổng hỏng rồi', minutes: 60, openedBy: null })
  const fresh = service.browser()
  const signIn = await fresh.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: newPassword })
  expect(signIn.headers.location).toBe('/vi/sign-in/code')
  await run(deps.db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
})

test('it ends every session, tells the person, and signs nobody in', async () => {
  const elsewhere = service.browser()
  portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
  const out = await elsewhere.submit('/vi/sign-in', '/vi/sign-in/portal')
  await elsewhere.get(`/portal/callback?code=x&state=${new URL(out.headers.location ?? '').searchParams.get('state')}`)
  const [recovery] = await giveRecoveryCodes()
  const browser = await started()
  await submit(browser, { code: code(), recovery: recovery ?? '' })
  const live = await all(deps.db, sql`select 1 from sessions where account_id = ${who.id} and ended_at is null`)
  expect(live).toEqual([])
  await service.deliver()
  expect(gateway.textsTo(who.phone).at(-1)).toContain('vua duoc dat lai')
  expect((await browser.get('/vi/console')).headers.location).toContain('/vi/console/sign-in')
})

test('a recovery code is a second proof, once, and a new one takes its place', async () => {
  const [recovery] = await giveRecoveryCodes()
  const first = await submit(await started(), { code: code(), recovery: (recovery ?? '').toLowerCase() })
  expect(first.statusCode).toBe(200)
  const replacement = /[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/.exec(first.body)?.[0] ?? ''
  expect(replacement).not.toBe('')
  await shiftClock(deps.db, 61)
  const again = await started()
  const other = { password: 'Khác-Hẳn-5731?', again: 'Khác-Hẳn-5731?' }
  expect((await submit(again, { ...other, code: code(), recovery: recovery ?? '' })).body).toContain(
    'Mã khôi phục chưa đúng',
  )
  expect((await submit(again, { ...other, recovery: replacement })).statusCode).toBe(200)
})

test('F-A: the code alone is not enough; the right code is kept while the proof is found', async () => {
  const browser = await started()
  const bare = await submit(browser, { code: code() })
  expect(bare.statusCode).toBe(422)
  expect(bare.body).toContain('Cần thêm một bằng chứng')
  expect(bare.body).toContain('Mã xác thực đã đúng')
  const asked = await browser.submit('/vi/reset-password', '/vi/reset-password/ask')
  expect(asked.body).toContain('Đã gửi yêu cầu')
  const [request] = (await listOpenRequests(deps.db, null)).filter((row) => row.account_id === who.id)
  const boss = await addOfficer(deps, officer({ role: 'unit-admin' }))
  await decideRequest(deps.db, { id: request?.id ?? '', by: boss.id, approved: true, agency: 'H09.31' })
  expect((await submit(browser, {})).headers.location).toBe('/vi/sign-in?done=password-set')
})

test('an approval lives 60 minutes and works once', async () => {
  const approve = async () => {
    await run(
      deps.db,
      sql`insert into reset_requests (account_id, decided_at, approved, expires_at)
        values (${who.id}, clock_now(), true, clock_now() + interval '60 minutes')`,
    )
  }
  await approve()
  await shiftClock(deps.db, 3601)
  expect((await submit(await started(), { code: code() })).body).toContain('Cần thêm một bằng chứng')
  await shiftClock(deps.db, 0)
  await run(deps.db, sql`delete from limits`)
  await approve()
  expect((await submit(await started(), { code: code() })).headers.location).toContain('password-set')
  await shiftClock(deps.db, 120)
  const second = await submit(await started(), { code: code(), password: 'Khác-Hẳn-5731?', again: 'Khác-Hẳn-5731?' })
  expect(second.body).toContain('Cần thêm một bằng chứng')
})

test('the portal’s proof is 30 minutes old at most, and somebody else’s is none', async () => {
  const browser = service.browser()
  await throughPortal(browser)
  await shiftClock(deps.db, 1801)
  await started(who.idNumber, browser)
  expect((await submit(browser, { code: code() })).body).toContain('Cần thêm một bằng chứng')
  await shiftClock(deps.db, 0)
  const other = await addOfficer(deps, officer())
  const mine = service.browser()
  await throughPortal(mine)
  await started(other.idNumber, mine)
  expect((await submit(mine, { code: gateway.codeFor(other.phone).code })).body).toContain('Cần thêm một bằng chứng')
})

test('unknown numbers get the same answers, word for word, and no message', async () => {
  const sent = gateway.sent.length
  const stranger = await started('079085999888')
  expect(gateway.sent.length).toBe(sent)
  const known = await started()
  const blank = (body: string) => body.replace(/value="[^"]*"|data-\w+="[^"]*"|v=\w+/g, '')
  expect(blank((await stranger.get('/vi/reset-password')).body)).toBe(
    blank((await known.get('/vi/reset-password')).body),
  )
  for (let round = 0; round < 6; round += 1) {
    const [a, b] = [await submit(stranger, { code: '000000' }), await submit(known, { code: '000000' })]
    expect([b.statusCode, blank(b.body)]).toEqual([a.statusCode, blank(a.body)])
    expect(a.body).toContain('Mã chưa đúng, hoặc đã hết hạn')
  }
  const [a, b] = await Promise.all(
    [stranger, known].map((browser) => browser.submit('/vi/reset-password', '/vi/reset-password/ask')),
  )
  expect(blank(a?.body ?? '')).toBe(blank(b?.body ?? ''))
})

test('ten wrong codes in a day lock, for unknown numbers as well; the lock lasts 30 minutes', async () => {
  for (const number of [who.idNumber, '079085999777']) {
    await run(deps.db, sql`delete from limits`)
    const browser = await started(number)
    for (let round = 1; round <= 10; round += 1)
      expect((await submit(browser, { code: '000000' })).statusCode).toBe(422)
    const locked = await submit(browser, { code: '000000' })
    expect([locked.statusCode, locked.headers['retry-after']]).toEqual([429, '1800'])
  }
})

test('three starts an hour and five a day, counted by what was typed', async () => {
  const tries = async (count: number) => {
    const codes: number[] = []
    for (let n = 0; n < count; n += 1) codes.push((await start(who.idNumber)).answer.statusCode)
    return codes
  }
  expect(await tries(4)).toEqual([303, 303, 303, 429])
  await shiftClock(deps.db, 3601)
  expect(await tries(3)).toEqual([303, 303, 429])
  expect((await start(who.idNumber)).answer.body).toContain('Đã yêu cầu đặt lại mật khẩu nhiều lần')
})

test('a number that was changed within 24 hours gets no reset code', async () => {
  await run(deps.db, sql`update phones set reset_from = clock_now() + interval '24 hours' where account_id = ${who.id}`)
  const before = gateway.textsTo(who.phone).length
  await started()
  expect(gateway.textsTo(who.phone).length).toBe(before)
  await shiftClock(deps.db, 86_401)
  await started()
  expect(gateway.textsTo(who.phone).length).toBe(before + 1)
})

test('after 60 wrong codes across the system only the portal or a recovery code helps', async () => {
  await run(
    deps.db,
    sql`insert into limits (name, subject, hits, ends_at) values ('reset-failures', 'fleet', 59, clock_now() + interval '9 minutes')`,
  )
  const codes = await giveRecoveryCodes()
  await run(
    deps.db,
    sql`insert into reset_requests (account_id, decided_at, approved, expires_at)
      values (${who.id}, clock_now(), true, clock_now() + interval '60 minutes')`,
  )
  const browser = await started()
  await submit(browser, { code: '000000' })
  const paused = await submit(browser, { code: code() })
  expect([paused.statusCode, paused.body.includes('Đang có nhiều mã sai')]).toEqual([429, true])
  expect((await submit(browser, { recovery: codes[0] ?? '' })).statusCode).toBe(200)
})

test('five recovery codes in a day, then wait', async () => {
  const [recovery] = await giveRecoveryCodes()
  const browser = await started()
  await submit(browser, { code: code(), recovery: 'AAAA-AAAA-AAAA-AAAA' })
  for (let round = 0; round < 4; round += 1)
    expect((await submit(browser, { recovery: 'AAAA-AAAA-AAAA-AAAA' })).body).toContain('Mã khôi phục chưa đúng')
  const locked = await submit(browser, { recovery: recovery ?? '' })
  expect([locked.statusCode, locked.body.includes('Đã thử mã khôi phục nhiều lần')]).toEqual([429, true])
})

test.each([
  [{ code: '12345' }, 'Mã gồm 6 chữ số', 'code'],
  [{ password: 'Ngắn-1a' }, 'ít nhất 8 ký tự', 'password'],
  [{ password: 'khôngđủloại' }, 'cần đủ chữ hoa', 'password'],
  [{ password: 'BinhDuong@2023', again: 'BinhDuong@2023' }, 'quá dễ đoán', 'password'],
  [{ again: 'Khác-Hẳn-1234?' }, 'chưa giống nhau', 'again'],
  [{ altcha: '' }, 'Tôi không phải là người máy', 'captcha'],
  [{ altcha: 'xyz' }, 'không phải là người máy', 'captcha'],
])('a field that is wrong says so at its place: %j', async (fields, told, field) => {
  const browser = await started()
  const answer = await submit(browser, { code: '000000', ...fields })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain(told)
  expect(answer.body).toContain(`href="#${field}"`)
  expect(answer.body).not.toContain(newPassword)
})

test('everything that is wrong is told at once; a code and a recovery code stay in the form', async () => {
  const browser = await started()
  const empty = await submit(browser, { code: '', password: '', again: '', altcha: '' })
  for (const field of ['code', 'password', 'captcha']) expect(empty.body).toContain(`href="#${field}"`)
  const weak = await submit(browser, { code: '123 456', password: 'khôngđủloại', recovery: 'ABCD-EFGH' })
  expect(weak.body).toMatch(/name="code"[^>]*value="123 456"/)
  expect(weak.body).toMatch(/name="recovery"[^>]*value="ABCD-EFGH"/)
  // Typing goes on where something is wrong.
  expect(weak.body).toMatch(/name="password"[^>]*autofocus/)
  expect(weak.body).not.toContain('khôngđủloại')
})

test.each([
  ['', 'Hãy nhập số CMND/CCCD'],
  ['12345', 'Số này chưa đúng'],
])('the first page: %j', async (typed, told) => {
  const { answer } = await start(typed)
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain(told)
})

test('the person’s own name and the last passwords are refused once the code was right', async () => {
  const codes = await giveRecoveryCodes()
  const browser = await started()
  const named = await submit(browser, { code: code(), password: 'LeThiKiem@85', again: 'LeThiKiem@85' })
  expect(named.body).toContain('quá dễ đoán')
  const old = await submit(browser, { password: who.password, again: who.password, recovery: codes[0] ?? '' })
  expect(old.body).toContain('Mật khẩu này đã dùng gần đây')
  expect((await submit(browser, { recovery: codes[0] ?? '' })).statusCode).toBe(200)
})

test('“Gửi lại” after 60 s brings a new code; the older one is dead', async () => {
  const browser = await started()
  const older = code()
  const early = await browser.submit('/vi/reset-password', '/vi/reset-password/send-again')
  expect(early.statusCode).toBe(429)
  await shiftClock(deps.db, 61)
  const again = await browser.submit('/vi/reset-password', '/vi/reset-password/send-again')
  expect(again.headers.location).toBe('/vi/reset-password?again=1')
  await service.deliver()
  expect(code()).not.toBe(older)
  expect((await submit(browser, { code: older })).body).toContain('Mã chưa đúng, hoặc đã hết hạn')
})

test('a reset is over after ten minutes, in another browser, and after it was done', async () => {
  const browser = await started()
  const other = service.browser()
  other.cookies.set('account_reset', browser.cookies.get('account_reset') ?? '')
  expect((await other.get('/vi/reset-password')).headers.location).toBe('/vi/forgot-password?over=1')
  await shiftClock(deps.db, 601)
  expect((await browser.get('/vi/reset-password')).headers.location).toBe('/vi/forgot-password?over=1')
  expect((await browser.get('/vi/forgot-password?over=1')).body).toContain('Yêu cầu đặt lại mật khẩu đã hết thời gian')
})

test('two submits at once set the password once', async () => {
  const browser = service.browser()
  await throughPortal(browser)
  await started(who.idNumber, browser)
  await submit(browser, { code: code(), again: 'Khác-Hẳn-1234?' })
  const captchas = [await solveCaptcha(browser, 'reset'), await solveCaptcha(browser, 'reset')]
  const fields = { code: code(), password: newPassword, again: newPassword }
  const answers = await Promise.all(
    captchas.map((altcha) => browser.submit('/vi/reset-password', '/vi/reset-password', { ...fields, altcha })),
  )
  expect(answers.filter((answer) => answer.headers.location?.includes('password-set'))).toHaveLength(1)
  const done = await one(
    deps.db,
    sql<{ n: number }>`select count(*) as n from audit_events where event = 'reset-done' and account_id = ${who.id}`,
  )
  expect(done.n).toBe(1)
})

test('a citizen resets with the phone number', async () => {
  const citizen = await addCitizen(deps)
  const { codes, hashes } = await hashNewRecoveryCodes(deps.hasher)
  await storeRecoveryCodes(deps.db, citizen.id, hashes)
  const browser = await started(citizen.phone)
  const answer = await submit(browser, { code: gateway.codeFor(citizen.phone).code, recovery: codes[3] ?? '' })
  expect(answer.statusCode).toBe(200)
  expect(await listOpenRequests(deps.db, null)).not.toContainEqual(expect.objectContaining({ account_id: citizen.id }))
})

// ── what the phone alone must not learn, and what must not be lost ──

test('F-A: the code alone does not tell whether a password is one of the person’s', async () => {
  const browser = await started()
  const own = { password: who.password, again: who.password }
  const other = { password: 'Khác-Hẳn-5731?', again: 'Khác-Hẳn-5731?' }
  const told = [await submit(browser, { ...own, code: code() }), await submit(browser, other)]
  expect(told.map((page) => [page.statusCode, page.body.includes('Cần thêm một bằng chứng')])).toEqual([
    [422, true],
    [422, true],
  ])
})

test('a recovery code is not lost where the new password is refused, or everybody is busy', async () => {
  const [recovery = ''] = await giveRecoveryCodes()
  const browser = await started()
  const own = { password: who.password, again: who.password }
  expect((await submit(browser, { ...own, code: code(), recovery })).body).toContain('đã dùng gần đây')
  const calm = deps.hasher
  deps.hasher = { ...calm, admit: () => Promise.reject(new HashQueueFull('full')) }
  for (let i = 0; i < 6; i += 1) {
    const busy = await submit(browser, { recovery })
    expect([busy.statusCode, busy.headers['retry-after']]).toEqual([503, '5'])
  }
  deps.hasher = calm
  expect((await submit(browser, { recovery })).statusCode).toBe(200)
})

test('one recovery code in two resets at once sets one password', async () => {
  const [recovery = ''] = await giveRecoveryCodes()
  const first = await started()
  expect((await submit(first, { code: code() })).statusCode).toBe(422)
  await run(deps.db, sql`delete from limits`)
  await shiftClock(deps.db, 61)
  const second = await started()
  expect((await submit(second, { code: code() })).statusCode).toBe(422)
  const ready = async (browser: Browser) => {
    const altcha = await solveCaptcha(browser, 'reset')
    return { _token: await tokenOn(browser, '/vi/reset-password'), altcha }
  }
  const forms = [await ready(first), await ready(second)] as const
  const typed = { password: newPassword, again: newPassword, recovery }
  const answers = await Promise.all([
    first.post('/vi/reset-password', { ...forms[0], ...typed }),
    second.post('/vi/reset-password', { ...forms[1], ...typed }),
  ])
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
  expect(answers.every((answer) => answer.statusCode < 500)).toBe(true)
  const used = sql`select 1 from audit_events where event = 'reset-done' and account_id = ${who.id}`
  expect(await all(deps.db, used)).toHaveLength(1)
})

test('a half-finished sign-in ends with the password it began with', async () => {
  await insertPeriod(deps.db, { scope: { kind: 'everyone' }, reason: 'Cổng hỏng rồi', minutes: 60, openedBy: null })
  const thief = service.browser()
  await thief.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  const stolen = code()
  const [recovery = ''] = await giveRecoveryCodes()
  const browser = await started()
  expect((await submit(browser, { code: code(), recovery })).statusCode).toBe(200)
  const answer = await thief.post('/vi/sign-in/code', { _token: await tokenOn(thief, '/vi/sign-in'), code: stolen })
  expect(answer.headers.location).toBe('/vi/sign-in?done=over')
  expect(await all(deps.db, sql`select 1 from sessions where account_id = ${who.id} and ended_at is null`)).toEqual([])
  await run(deps.db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
})

/** Statements of start, wrong code and send again; messages that came to the phone. */
async function costOf(number: string, phone: string) {
  await shiftClock(deps.db, 0)
  const [browser, before] = [service.browser(), gateway.textsTo(phone).length]
  const counted: number[] = []
  const count = async (post: () => Promise<unknown>) => {
    const so = deps.database.rounds()
    await post()
    counted.push(deps.database.rounds() - so)
  }
  const _token = await tokenOn(browser, '/vi/forgot-password')
  const altcha = await solveCaptcha(browser, 'forgot')
  await count(() => browser.post('/vi/forgot-password', { _token, account: number, altcha }))
  const wrong = await solveCaptcha(browser, 'reset')
  const typed = { _token, password: newPassword, again: newPassword, altcha: wrong, code: '000000' }
  await count(() => browser.post('/vi/reset-password', typed))
  await shiftClock(deps.db, 61)
  await count(() => browser.post('/vi/reset-password/send-again', { _token }))
  await service.deliver()
  return { counted, messages: gateway.textsTo(phone).length - before }
}

test('known and unknown numbers cost the same number of statements: start, wrong code, send again', async () => {
  const known = await costOf(who.idNumber, who.phone)
  const unknown = await costOf('074185999995', 'nobody')
  expect(unknown.counted).toEqual(known.counted)
  expect([known.messages, unknown.messages]).toEqual([2, 0])
})

/** As many as the limit lets pass were counted for this account. */
const fill = (name: string, hits: number) =>
  run(
    deps.db,
    sql`insert into limits (name, subject, hits, ends_at, locked_until) values
      (${name}, ${who.id}, ${hits}, clock_now() + interval '1 hour', clock_now() + interval '1 hour')
      on conflict (name, subject) do update set hits = excluded.hits, ends_at = excluded.ends_at, locked_until = excluded.locked_until`,
  )

test('also after ten wrong codes of a day', async () => {
  const numbers = [who.idNumber, '074185999994']
  for (const number of numbers) {
    const browser = await started(number)
    for (let n = 0; n < 10; n += 1) await submit(browser, { code: '000000' })
  }
  const [known, unknown] = [await costOf(who.idNumber, who.phone), await costOf('074185999994', 'nobody')]
  expect(unknown.counted).toEqual(known.counted)
  expect(known.messages).toBe(0)
})

test('also where an account gets no more messages; a code that the person holds stays good', async () => {
  const unknown = await costOf('074185999993', 'nobody')
  await fill('sends-15min', 5)
  const full = await costOf(who.idNumber, who.phone)
  expect([full.counted, full.messages]).toEqual([unknown.counted, 0])

  await run(deps.db, sql`delete from limits`)
  await shiftClock(deps.db, 0)
  const browser = await started()
  await fill('sends-day', 10)
  await shiftClock(deps.db, 61)
  const again = await browser.submit('/vi/reset-password', '/vi/reset-password/send-again')
  expect(again.headers.location).toBe('/vi/reset-password?again=1')
  await service.deliver()
  expect(gateway.textsTo(who.phone)).toHaveLength(1)
  const [recovery = ''] = await giveRecoveryCodes()
  expect((await submit(browser, { code: code(), recovery })).statusCode).toBe(200)
})

test('numbers that nobody has share no counter: the eleventh of a day does as much work as the first', async () => {
  const sent = async () =>
    (await one(deps.db, sql<{ n: number }>`select count(*)::int as n from challenges where purpose = 'reset'`)).n
  const before = await sent()
  for (let n = 0; n < 12; n += 1) {
    const browser = service.browser()
    browser.address = `198.51.100.${n + 1}`
    await started(`0740999${String(n).padStart(5, '0')}`, browser)
  }
  expect((await sent()) - before).toBe(12)
})

test('the pause across the system says how long it lasts', async () => {
  const browser = await started()
  await run(
    deps.db,
    sql`insert into limits (name, subject, hits, ends_at, locked_until)
      values ('reset-failures', 'fleet', 60, clock_now(), clock_now() + interval '20 minutes')`,
  )
  const answer = await submit(browser, { code: code() })
  expect(answer.statusCode).toBe(429)
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(19 * 60)
})
