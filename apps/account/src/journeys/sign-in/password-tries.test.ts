// Wrong passwords: what they cost and how they are counted, for numbers that somebody has and for those that nobody has.
import { shiftClock } from '@motcua/db/clock.ts'
import { all, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { HashQueueFull } from '../../records/passwords/turns.ts'
import { insertPeriod } from '../../records/standby/store.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../testing/build-app.ts'
import { tokenOn } from '../../testing/console-browser.ts'
import { addOfficer, officer } from '../../testing/people.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)

const nobodys = '074185999996'
const wrong = 'Sai-Mat-Khau-1'
const calm = deps.hasher
let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  deps.hasher = calm
  await shiftClock(deps.db, 0)
  await run(deps.db, sql`delete from limits`)
  await run(deps.db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
  who = await addOfficer(deps, officer())
})

const open = (scope: Parameters<typeof insertPeriod>[1]['scope'] = { kind: 'everyone' }) =>
  insertPeriod(deps.db, { scope, reason: 'Cổng không truy cập được', minutes: 60, openedBy: null })

async function tryWith(number: string, password: string, browser: Browser = service.browser()) {
  const token = await tokenOn(browser, '/vi/sign-in')
  const before = deps.database.rounds()
  const answer = await browser.post('/vi/sign-in', { _token: token, number, password })
  return { answer, statements: deps.database.rounds() - before }
}

test('known, unknown, suspended, not ready, switched off, not covered: one answer, one number of statements', async () => {
  const outside = await addOfficer(deps, officer({ agency: 'H09.32' }))
  const bare = await addOfficer(deps, officer(), true)
  const suspended = await addOfficer(deps, officer())
  await run(deps.db, sql`update accounts set suspended_at = clock_now() where id = ${suspended.id}`)
  const off = await addOfficer(deps, officer())
  await run(deps.db, sql`update passwords set disabled_at = clock_now() where account_id = ${off.id}`)
  await open({ kind: 'agencies', codes: ['H09.31'] })
  const tries = [
    await tryWith(who.idNumber, wrong),
    await tryWith(nobodys, wrong),
    await tryWith(suspended.idNumber, suspended.password),
    await tryWith(bare.idNumber, wrong),
    await tryWith(off.idNumber, off.password),
    await tryWith(outside.idNumber, outside.password),
  ]
  const told = tries.map(({ answer, statements }) => {
    const names = answer.cookies.map((cookie) => cookie.name).join()
    const { 'retry-after': retryAfter = 'none' } = answer.headers
    const text = answer.body.replace(/value="[^"]*"|for=[^"&]*/g, '')
    return JSON.stringify([answer.statusCode, names, retryAfter, statements, text])
  })
  expect(new Set(told).size).toBe(1)
})

test('the lock is written down, once, when it begins', async () => {
  await open()
  for (let i = 0; i < 7; i += 1) await tryWith(who.idNumber, wrong)
  const rows = await all(
    deps.db,
    sql<{ event: string }>`select event from audit_events where account_id = ${who.id} order by at`,
  )
  expect(rows.map((row) => row.event)).toEqual([...Array<string>(4).fill('password-wrong'), 'password-locked'])
})

test('a try that was turned away because everybody is busy does not count', async () => {
  await open()
  deps.hasher = {
    ...calm,
    admit: async () => {
      throw new HashQueueFull('full')
    },
  }
  for (let i = 0; i < 8; i += 1) {
    const { answer } = await tryWith(who.idNumber, who.password)
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5'])
    expect(answer.body).toContain(`value="${who.idNumber}"`)
    expect(answer.body).toContain('Đang có nhiều người đăng nhập cùng lúc')
  }
  deps.hasher = calm
  for (let i = 0; i < 4; i += 1) expect((await tryWith(who.idNumber, wrong)).answer.statusCode).toBe(422)
  expect((await tryWith(who.idNumber, who.password)).answer.headers.location).toBe('/vi/sign-in/code')
})

test('limits: of twelve at once exactly five are compared', async () => {
  await open()
  const tries = await Promise.all(Array.from({ length: 12 }, () => tryWith(who.idNumber, wrong)))
  const statuses = tries.map(({ answer }) => answer.statusCode).sort()
  expect(statuses).toEqual([...Array<number>(5).fill(422), ...Array<number>(7).fill(429)])
})

test('limits: of thirty at once from one address twenty are told that they are wrong', async () => {
  await open()
  const numbers = Array.from({ length: 30 }, (_, i) => `0741859970${String(i).padStart(2, '0')}`)
  const ready: (() => ReturnType<Browser['post']>)[] = []
  // They have come one after the other (web/crowd.ts), and send their passwords at one moment.
  for (const number of numbers) {
    const browser = service.browser()
    const token = await tokenOn(browser, '/vi/sign-in')
    ready.push(() => browser.post('/vi/sign-in', { _token: token, number, password: wrong }))
  }
  const answers = await Promise.all(ready.map((send) => send()))
  const told = answers.filter(({ statusCode }) => statusCode === 422)
  const waiting = answers.filter(({ statusCode, headers }) => statusCode === 429 && Number(headers['retry-after']) > 0)
  expect([told.length, waiting.length]).toEqual([20, 10])
})

test('limits: locks double from 15 minutes to two hours; a day without a try forgets the doubling', async () => {
  await open()
  await run(deps.db, sql`update standby_periods set until = until + interval '3 days' where closed_at is null`)
  let clock = 0
  for (const minutes of [15, 30, 60, 120, 120]) {
    for (let i = 0; i < 5; i += 1) {
      const { answer } = await tryWith(who.idNumber, wrong)
      expect(answer.statusCode).toBe(422)
    }
    const { answer } = await tryWith(who.idNumber, who.password)
    expect(answer.statusCode).toBe(429)
    const wait = Number(answer.headers['retry-after'])
    expect([wait > minutes * 60 - 20, wait <= minutes * 60]).toEqual([true, true])
    clock += minutes * 60 + 1
    await shiftClock(deps.db, clock)
  }
  await shiftClock(deps.db, clock + 2 * 86_400)
  for (let i = 0; i < 5; i += 1) await tryWith(who.idNumber, wrong)
  const { answer } = await tryWith(who.idNumber, wrong)
  expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(15 * 60)
})

test('limits: a hundred wrong in a row, from wherever, switch the password off; ninety-nine do not', async () => {
  await open()
  const series = (hits: number) =>
    run(
      deps.db,
      sql`insert into limits (name, subject, hits, ends_at, in_a_row)
        values ('wrong-passwords-series', ${who.id}, ${hits}, clock_now() + interval '1 year', ${hits})
        on conflict (name, subject) do update set hits = excluded.hits, locked_until = null`,
    )
  await series(98)
  await tryWith(who.idNumber, wrong)
  expect((await tryWith(who.idNumber, who.password)).answer.headers.location).toBe('/vi/sign-in/code')
  await series(99)
  await tryWith(who.idNumber, wrong)
  expect((await tryWith(who.idNumber, who.password)).answer.body).toContain('Số hoặc mật khẩu chưa đúng')
})

test('limits: 50 and 128 characters are read whole, more than a form may hold is refused without a hash', async () => {
  await open()
  const { answer } = await tryWith(who.idNumber, `${who.password} `)
  expect(answer.statusCode).toBe(422)
  expect((await tryWith(who.idNumber, 'x'.repeat(1001))).answer.statusCode).toBe(400)
  expect((await tryWith(who.idNumber, 'x'.repeat(70_000))).answer.statusCode).toBe(413)
})

/** A browser in which this officer signed in before. */
async function knownBrowser() {
  const browser = service.browser()
  await tryWith(who.idNumber, who.password, browser)
  await service.deliver()
  const { code } = service.gateway.codeFor(who.phone)
  await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code })
  await browser.submit('/vi/sign-out', '/vi/sign-out')
  return browser
}

test('a known device has five tries of its own, and no more under another browser’s id', async () => {
  await open()
  const browser = await knownBrowser()
  const device = browser.cookies.get('account_known') ?? ''
  const statuses: number[] = []
  for (let i = 0; i < 8; i += 1) {
    const other = service.browser()
    other.cookies.set('account_known', device)
    statuses.push((await tryWith(who.idNumber, wrong, other)).answer.statusCode)
  }
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429, 429])
  expect((await tryWith(who.idNumber, who.password)).answer.headers.location).toBe('/vi/sign-in/code')
})

test('a double click, or the form sent again within a minute: one attempt, one message', async () => {
  await open()
  const browser = service.browser()
  const _token = await tokenOn(browser, '/vi/sign-in')
  const post = () => browser.post('/vi/sign-in', { _token, number: who.idNumber, password: who.password })
  const answers = await Promise.all([post(), post()])
  expect(answers.map((answer) => answer.headers.location)).toEqual(['/vi/sign-in/code', '/vi/sign-in/code'])
  await service.deliver()
  expect(service.gateway.textsTo(who.phone)).toHaveLength(1)
  await post()
  await service.deliver()
  expect(service.gateway.textsTo(who.phone)).toHaveLength(1)
  const { code } = service.gateway.codeFor(who.phone)
  const done = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code })
  expect(done.headers.location).toBe('/vi/my-account/info')
  await shiftClock(deps.db, 61)
  await post()
  await service.deliver()
  expect(service.gateway.textsTo(who.phone)).toHaveLength(2)
})
