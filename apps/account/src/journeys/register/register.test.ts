// Registering with a phone number: the way, the refusals, and what strangers learn of a number (nothing).
import { shiftClock } from '@motcua/db/clock.ts'
import { all, run, sql } from '@motcua/db/query.ts'
import { randomInt } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { HashQueueFull } from '../../records/passwords/turns.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestService } from '../../testing/build-app.ts'
import { solveCaptcha } from '../../testing/captcha.ts'
import { tokenOn } from '../../testing/console-browser.ts'
import { addCitizen } from '../../testing/people.ts'

const service = await buildTestService()
const { deps, gateway } = service
afterAll(service.close)
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await run(deps.db, sql`delete from limits`)
})

const newPhone = () => `0901${String(randomInt(10 ** 6)).padStart(6, '0')}`
const national = (phone: string) => `+84${phone.slice(1)}`
const password = 'Quầy-Mở-2846!'

async function submit(fields: Record<string, string>, browser = service.browser()) {
  const altcha = await solveCaptcha(browser, 'register')
  const typed = { kind: 'citizen', name: 'Trần Văn Dân', password, again: password, altcha, ...fields }
  const answer = await browser.submit('/vi/register', '/vi/register', typed)
  await service.deliver()
  return { browser, answer }
}

const enter = (browser: Browser, code: string) => browser.submit('/vi/register/code', '/vi/register/code', { code })

test('a citizen registers, prints recovery codes, and signs in with the phone number', async () => {
  const phone = newPhone()
  const { browser, answer } = await submit({ phone })
  expect(answer.headers.location).toBe('/vi/register/code')
  const done = await enter(browser, gateway.codeFor(national(phone)).code)
  expect(done.statusCode).toBe(200)
  expect(done.body.match(/[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/g)).toHaveLength(10)
  const signIn = await service.browser().submit('/vi/sign-in', '/vi/sign-in', { number: phone, password })
  expect(signIn.headers.location).toBe('/vi/sign-in/code')
})

test('a number with an account: the same pages, no code, and the holder is told', async () => {
  const citizen = await addCitizen(deps)
  const phone = newPhone()
  const [known, fresh] = [await submit({ phone: `0${citizen.phone.slice(3)}` }), await submit({ phone })]
  expect(known.answer.headers.location).toBe(fresh.answer.headers.location)
  expect(gateway.textsTo(citizen.phone).at(-1)).toContain('da co tai khoan')
  const blank = (body: string) => body.replace(/value="[^"]*"|data-\w+="[^"]*"|\d{3}<|[•·\s]+\d{3}/g, '')
  for (let round = 0; round < 6; round += 1) {
    const [a, b] = [await enter(known.browser, '000000'), await enter(fresh.browser, '000000')]
    expect([a.statusCode, blank(a.body)]).toEqual([b.statusCode, blank(b.body)])
  }
})

test('two right codes at once make one account', async () => {
  const phone = newPhone()
  const { browser } = await submit({ phone })
  const { code } = gateway.codeFor(national(phone))
  const answers = await Promise.all([enter(browser, code), enter(browser, code)])
  expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1)
  expect(await all(deps.db, sql`select 1 from phones where number = ${national(phone)}`)).toHaveLength(1)
})

test('two registrations of one number: the second to finish is refused', async () => {
  const phone = newPhone()
  const one = await submit({ phone })
  const first = gateway.codeFor(national(phone)).code
  const two = await submit({ phone })
  const second = gateway.codeFor(national(phone)).code
  expect((await enter(one.browser, first)).statusCode).toBe(200)
  expect((await enter(two.browser, second)).statusCode).toBe(422)
})

test.each([
  [{ kind: 'officer' }, 'Hãy chọn một mục', 'kind'],
  [{ name: ' ' }, 'Hãy nhập họ và tên', 'name'],
  [{ phone: '02743822999' }, 'số di động Việt Nam', 'phone'],
  [{ password: 'Tran@2023', again: 'Tran@2023' }, 'quá dễ đoán', 'password'],
  [{ again: 'khác' }, 'chưa giống nhau', 'again'],
  [{ altcha: '' }, 'không phải là người máy', 'captcha'],
])('a field that is wrong says so at its place: %j', async (fields, told, field) => {
  const { answer } = await submit({ phone: newPhone(), ...fields })
  expect(answer.statusCode).toBe(422)
  expect(answer.body).toContain(told)
  expect(answer.body).toContain(`href="#${field}"`)
  expect(answer.body).not.toContain(password)
})

test('an empty form hears of every field at once', async () => {
  const { answer } = await submit({ phone: '', name: '', password: '', again: '' })
  for (const field of ['name', 'phone', 'password']) expect(answer.body).toContain(`href="#${field}"`)
})

test('the code page: a wrong form, too soon, again after 60 s, over after ten minutes, not in another browser', async () => {
  const phone = newPhone()
  const { browser } = await submit({ phone })
  expect((await enter(browser, '12')).body).toContain('Mã gồm 6 chữ số')
  const again = () => browser.submit('/vi/register/code', '/vi/register/code/send-again')
  expect((await again()).statusCode).toBe(429)
  const older = gateway.codeFor(national(phone)).code
  await shiftClock(deps.db, 61)
  expect((await again()).headers.location).toBe('/vi/register/code')
  await service.deliver()
  expect(gateway.codeFor(national(phone)).code).not.toBe(older)
  const other = service.browser()
  other.cookies.set('account_register', browser.cookies.get('account_register') ?? '')
  expect((await other.get('/vi/register/code')).headers.location).toBe('/vi/register')
  await shiftClock(deps.db, 601)
  expect((await browser.get('/vi/register/code')).headers.location).toBe('/vi/register')
})

test('three messages to one number in 15 minutes, with or without an account', async () => {
  const citizen = await addCitizen(deps)
  for (const phone of [newPhone(), `0${citizen.phone.slice(3)}`]) {
    const statuses: number[] = []
    for (let n = 0; n < 4; n += 1) statuses.push((await submit({ phone })).answer.statusCode)
    expect(statuses).toEqual([303, 303, 303, 429])
  }
})

test('numbers with and without an account cost the same number of statements', async () => {
  const citizen = await addCitizen(deps)
  const cost = async (phone: string) => {
    await shiftClock(deps.db, 0)
    const browser = service.browser()
    const altcha = await solveCaptcha(browser, 'register')
    const _token = await tokenOn(browser, '/vi/register')
    const typed = { _token, kind: 'citizen', name: 'Trần Văn Dân', phone, password, again: password, altcha }
    const before = deps.database.rounds()
    expect((await browser.post('/vi/register', typed)).headers.location).toBe('/vi/register/code')
    const wrong = await browser.post('/vi/register/code', { _token, code: '000000' })
    expect(wrong.statusCode).toBe(422)
    await shiftClock(deps.db, 61)
    await browser.post('/vi/register/code/send-again', { _token })
    return deps.database.rounds() - before
  }
  expect(await cost(`0${citizen.phone.slice(3)}`)).toBe(await cost(newPhone()))
})

test('limits: “Gửi lại” counts against the address too', async () => {
  const { browser } = await submit({ phone: newPhone() })
  await shiftClock(deps.db, 61)
  await run(deps.db, sql`update limits set hits = 24 where name = 'sends-address'`)
  const again = () => browser.submit('/vi/register/code', '/vi/register/code/send-again')
  expect((await again()).statusCode).toBe(303)
  await shiftClock(deps.db, 122)
  const over = await again()
  expect([over.statusCode, Number(over.headers['retry-after']) > 0]).toEqual([429, true])
})

test('everybody is busy: the form keeps what was typed, the code stays usable', async () => {
  const calm = deps.hasher
  const full = { ...calm, admit: () => Promise.reject(new HashQueueFull('full')) }
  deps.hasher = full
  const phone = newPhone()
  const { answer } = await submit({ phone })
  expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5'])
  expect(answer.body).toContain('Trần Văn Dân')
  deps.hasher = calm
  const { browser } = await submit({ phone })
  const { code } = gateway.codeFor(national(phone))
  deps.hasher = full
  expect((await enter(browser, code)).statusCode).toBe(503)
  deps.hasher = calm
  expect((await enter(browser, code)).statusCode).toBe(200)
})
