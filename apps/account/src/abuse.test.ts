// The abuse catalogue through the door, many against one service: what stuffing, guessing, pumping, locking out and replaying get (nothing).
import { randomInt } from 'node:crypto'
import { shiftClock } from '@motcua/db/clock.ts'
import { all, one, run, sql } from '@motcua/db/query.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from './limits.ts'
import { insertPeriod } from './records/standby/store.ts'
import { buildTestService } from './testing/build-app.ts'
import { solveCaptcha } from './testing/captcha.ts'
import { signedIn, tokenOn } from './testing/console-browser.ts'
import { addCitizen, addOfficer, officer } from './testing/people.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)

/** How often a password met a hash. */
let compared = 0
const { verify } = deps.hasher
deps.hasher.verify = (hash, password) => {
  compared += 1
  return verify(hash, password)
}

beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await run(deps.db, sql`delete from limits`)
  await run(deps.db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
  await insertPeriod(deps.db, { scope: { kind: 'everyone' }, reason: 'Cổng hỏng rồi', minutes: 60, openedBy: null })
  await service.deliver()
  compared = 0
})

const times = (count: number) => Array.from({ length: count }, (_, at) => at)
const officers = (count: number) => Promise.all(times(count).map(() => addOfficer(deps, officer())))

function from(source: number): Browser {
  const browser = service.browser()
  browser.address = `198.18.${source >> 8}.${source & 255}`
  return browser
}

const signIn = (browser: Browser, number: string, password: string) =>
  browser.submit('/vi/sign-in', '/vi/sign-in', { number, password })
const sessions = async () => (await one(deps.db, sql<{ n: number }>`select count(*)::int4 as n from sessions`)).n
const some = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T

test('A01: stuffing 600 pairs from 60 addresses: no session, and five at most per number reach a hash', async () => {
  const people = await officers(12)
  const unknown = times(8).map(() => officer().idNumber)
  const numbers = [...people.map(({ idNumber }) => idNumber), ...unknown]
  const before = await sessions()
  const statuses: number[] = []
  for (const at of times(600)) {
    const answer = await signIn(from(at % 60), some(numbers), `Bị-Lộ-${at}-2023!`)
    statuses.push(answer.statusCode)
  }
  expect(await sessions()).toBe(before)
  expect(compared).toBeLessThanOrEqual(numbers.length * limits.wrongPasswords.hits)
  expect(new Set(statuses)).toEqual(new Set([422, 429]))
})

test('A01: one address that tries one password on a thousand numbers: twenty a minute are compared', async () => {
  const attacker = from(1)
  for (const at of times(60)) await signIn(attacker, `0741850${String(at).padStart(5, '0')}`, 'MatKhau@2023')
  expect(compared).toBe(limits.wrongPasswordsPerAddress.hits)
})

test('A01: one IPv6 network of 64 bits counts as one address, whatever it takes for each try', async () => {
  const attacker = service.browser()
  for (const at of times(30)) {
    attacker.address = `2001:db8:0:7:${at + 1}::${at}`
    await signIn(attacker, `0741850${String(at).padStart(5, '0')}`, 'MatKhau@2023')
  }
  expect(compared).toBe(limits.wrongPasswordsPerAddress.hits)
  attacker.address = '2001:db8:0:8::1'
  await signIn(attacker, '074185009999', 'MatKhau@2023')
  expect(compared).toBe(limits.wrongPasswordsPerAddress.hits + 1)
})

async function startReset(who: { idNumber: string }, source: number): Promise<Browser> {
  const browser = from(source)
  const altcha = await solveCaptcha(browser, 'forgot')
  await browser.submit('/vi/forgot-password', '/vi/forgot-password', { account: who.idNumber, altcha })
  return browser
}

const newPassword = 'Trộm-Mới-2846!'
async function guess(browser: Browser, code = String(randomInt(10 ** 6)).padStart(6, '0')) {
  const altcha = await solveCaptcha(browser, 'reset')
  const fields = { code, password: newPassword, again: newPassword, altcha }
  return browser.submit('/vi/reset-password', '/vi/reset-password', fields)
}

test('A02: guessing reset codes over thirty people: five compared each, sixty stop the whole system, nobody’s password changes', async () => {
  const people = await officers(30)
  const hashes = () => all(deps.db, sql`select hash from passwords order by account_id`)
  const before = await hashes()
  const browsers = await Promise.all(people.map(startReset))
  for (const _ of times(7)) for (const browser of browsers) await guess(browser)
  const wrong = sql<{ most: number }>`select max(wrong)::int4 as most from challenges where purpose = 'reset'`
  expect((await one(deps.db, wrong)).most).toBe(limits.code.wrongPerCode)
  expect(await hashes()).toEqual(before)
  const owner = await addOfficer(deps, officer())
  await approve(owner.id)
  const browser = await startReset(owner, 99)
  await service.deliver()
  const right = await guess(browser, gateway.codeFor(owner.phone).code)
  expect([right.statusCode, right.body.includes('Đang có nhiều mã sai')]).toEqual([429, true])
  await shiftClock(deps.db, limits.resetFailuresFleet.lock + 60)
  await run(deps.db, sql`delete from limits where name like 'sends%' or name like 'reset-start%'`)
  const later = await startReset(owner, 98)
  await service.deliver()
  expect((await guess(later, gateway.codeFor(owner.phone).code)).headers.location).toContain('done=password-set')
}, 180_000)

const approve = (accountId: string) =>
  run(
    deps.db,
    sql`insert into reset_requests (account_id, decided_at, approved, expires_at)
      values (${accountId}, clock_now(), true, clock_now() + interval '60 minutes')`,
  )

const foreign = [
  '+1 900 555 0100',
  '+44 909 879 0000',
  '+7 940 000 00 00',
  '+882 16 0000000',
  '+979 123456789',
  '+85620 55555555',
  '+85512 345678',
  '1900 1234',
  '1800 1234',
  '0274 3822 825',
  '02838291234',
  '+84 2838291234',
  '113',
  '8098',
  '+84 900',
  '0900 000',
  '+84 1900 1234',
  '00 1 900 555 0100',
]

async function register(browser: Browser, phone: string) {
  const password = 'Quầy-Mở-2846!'
  const altcha = await solveCaptcha(browser, 'register')
  const fields = { kind: 'citizen', name: 'Trần Văn Dân', phone, password, again: password, altcha }
  return browser.submit('/vi/register', '/vi/register', fields)
}

test('A03: no message leaves to a premium, foreign, short or fixed-line number, wherever one is typed', async () => {
  const who = await addOfficer(deps, officer())
  const asked = gateway.asked
  for (const [at, phone] of foreign.entries()) {
    const browser = from(at)
    await register(browser, phone)
    await signIn(browser, phone, 'x')
    const altcha = await solveCaptcha(browser, 'forgot')
    await browser.submit('/vi/forgot-password', '/vi/forgot-password', { account: phone, altcha })
    const inside = await signedIn(service, who.id, 'portal')
    const add = await solveCaptcha(inside, 'register-otp')
    await inside.submit('/vi/my-account/phones/new', '/vi/my-account/phones/new', { phone, altcha: add })
    await inside.submit('/vi/my-account/register-otp', '/vi/my-account/register-otp', {
      choice: 'new',
      number: phone,
      phone,
      altcha: add,
    })
  }
  await service.deliver()
  expect(gateway.asked).toBe(asked)
  const rows = await all(
    deps.db,
    sql<{ phone: string }>`select phone from messages where phone !~ '^\\+84[35789]\\d{8}$'`,
  )
  expect(rows).toEqual([])
})

test('A03: 300 registrations from one address, and 300 for one number from 300 addresses, send no more than the caps', async () => {
  const before = gateway.asked
  for (const at of times(300)) await register(from(1), `09031${String(at).padStart(5, '0')}`)
  await service.deliver()
  expect(gateway.asked - before).toBeLessThanOrEqual(limits.sendsPerAddress.hits)
  const victim = `0903${String(randomInt(10 ** 6)).padStart(6, '0')}`
  for (const at of times(300)) await register(from(1000 + at), victim)
  await service.deliver()
  expect(gateway.textsTo(`+84${victim.slice(1)}`).length).toBeLessThanOrEqual(limits.sendsUnproven15Minutes.hits)
}, 120_000)

test('A03: whoever has no proven password gets no message sent to anybody by signing in', async () => {
  const people = await officers(10)
  const asked = gateway.asked
  for (const { idNumber } of people) await signIn(from(randomInt(200)), idNumber, 'Không-Phải-1!')
  await service.deliver()
  expect(gateway.asked).toBe(asked)
})

async function enter(browser: Browser, phone: string) {
  await service.deliver()
  return browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(phone).code })
}

test('A04: forty numbers under attack while their owners sign in from browsers that they used before: all are in', async () => {
  const people = await officers(40)
  const owners = await Promise.all(
    people.map(async (who, at) => {
      const browser = from(5000 + at)
      await signIn(browser, who.idNumber, who.password)
      return { who, browser }
    }),
  )
  for (const { who, browser } of owners) expect((await enter(browser, who.phone)).statusCode).toBe(303)
  await shiftClock(deps.db, 120)
  for (const round of times(6))
    for (const [at, { who }] of owners.entries()) await signIn(from((at * 7 + round) % 90), who.idNumber, 'Phá-1!')
  const stranger = await signIn(from(9999), people[0]?.idNumber ?? '', people[0]?.password ?? '')
  expect(stranger.statusCode).toBe(429)
  let inside = 0
  for (const { who, browser } of owners) {
    browser.cookies.delete('account_session')
    await signIn(browser, who.idNumber, who.password)
    inside += (await enter(browser, who.phone)).statusCode === 303 ? 1 : 0
  }
  expect(inside).toBe(40)
}, 120_000)

test('A04: resets that a stranger starts and spoils lock nobody out of the door', async () => {
  const who = await addOfficer(deps, officer())
  for (const at of times(4)) {
    const browser = await startReset(who, at)
    for (const _ of times(3)) await guess(browser)
  }
  expect((await signIn(from(50), who.idNumber, who.password)).headers.location).toBe('/vi/sign-in/code')
})

test('A04: a stranger who asks for codes of resets right now leaves the owner a code to come in by, and another', async () => {
  const who = await addOfficer(deps, officer())
  for (const at of times(3)) {
    const browser = await startReset(who, at)
    await shiftClock(deps.db, 61 * (at + 1))
    await browser.submit('/vi/reset-password', '/vi/reset-password/send-again')
  }
  await service.deliver()
  expect(gateway.textsTo(who.phone)).toHaveLength(limits.sendsUnproven15Minutes.hits)
  const browser = from(50)
  expect((await signIn(browser, who.idNumber, who.password)).headers.location).toBe('/vi/sign-in/code')
  await service.deliver()
  await shiftClock(deps.db, 61 * 4)
  await browser.submit('/vi/sign-in/code', '/vi/sign-in/code/send-again')
  expect((await enter(browser, who.phone)).statusCode).toBe(303)
})

test('A04: a stranger who asks for codes of resets all day leaves the owner codes to come in by', async () => {
  const who = await addOfficer(deps, officer())
  let clock = 0
  const later = (seconds: number) => shiftClock(deps.db, (clock += seconds))
  for (const at of times(5)) {
    const browser = await startReset(who, at)
    for (const _ of times(4)) {
      await later(61)
      await browser.submit('/vi/reset-password', '/vi/reset-password/send-again')
      await service.deliver()
    }
    await later(20 * 60)
  }
  expect(gateway.textsTo(who.phone)).toHaveLength(limits.sendsUnproven.hits)
  await insertPeriod(deps.db, { scope: { kind: 'everyone' }, reason: 'Cổng hỏng rồi', minutes: 60, openedBy: null })
  const browser = from(50)
  expect((await signIn(browser, who.idNumber, who.password)).headers.location).toBe('/vi/sign-in/code')
  expect((await enter(browser, who.phone)).statusCode).toBe(303)
})

test('A14: a solved puzzle sent a hundred times, also all at once, counts once; for another purpose or browser never', async () => {
  const browser = from(1)
  const altcha = await solveCaptcha(browser, 'register')
  const token = await tokenOn(browser, '/vi/register')
  const password = 'Quầy-Mở-2846!'
  const fields = (at: number) => ({
    _token: token,
    kind: 'citizen',
    name: 'Dân',
    phone: `09035${String(at).padStart(5, '0')}`,
    password,
    again: password,
    altcha,
  })
  const other = service.browser()
  const crossed = [
    await browser.submit('/vi/forgot-password', '/vi/forgot-password', { account: officer().idNumber, altcha }),
    await other.submit('/vi/register', '/vi/register', { ...fields(0), _token: await tokenOn(other, '/vi/register') }),
  ]
  expect(crossed.map(({ statusCode }) => statusCode)).toEqual([422, 422])
  const answers = await Promise.all(times(100).map((at) => browser.post('/vi/register', fields(at))))
  expect(answers.filter(({ headers }) => headers.location === '/vi/register/code')).toHaveLength(1)
  expect(answers.every(({ statusCode }) => statusCode < 500)).toBe(true)
})

test('A08: an id of a session that was set beforehand never becomes one, and the old one dies at the next sign-in', async () => {
  const citizen = await addCitizen(deps)
  const browser = from(3)
  browser.cookies.set('account_session', 'A'.repeat(43))
  const number = `0${citizen.phone.slice(3)}`
  await signIn(browser, number, citizen.password)
  await enter(browser, citizen.phone)
  const firstId = browser.cookies.get('account_session')
  expect(firstId).not.toBe('A'.repeat(43))
  await shiftClock(deps.db, 120)
  await signIn(browser, number, citizen.password)
  await enter(browser, citizen.phone)
  expect(browser.cookies.get('account_session')).not.toBe(firstId)
  const old = from(3)
  old.cookies.set('account_session', firstId ?? '')
  expect((await old.get('/vi/my-account/info')).statusCode).toBe(303)
})
