// T16, A17: numbers, phones, passwords, codes, tokens and cookies are planted in every journey and its failures; none turns up in a log, an
// address, an error page or a row where it has no business.
import { randomInt } from 'node:crypto'
import { all, run, sql } from '@motcua/db/query.ts'
import { createLog } from '@motcua/web/log.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashNewRecoveryCodes, storeRecoveryCodes } from './records/factors/recovery-codes.ts'
import { insertPeriod } from './records/standby/store.ts'
import { buildTestService } from './testing/build-app.ts'
import { solveCaptcha } from './testing/captcha.ts'
import { codeOf, signedIn } from './testing/console-browser.ts'
import { arrivalOf, identityOf } from './testing/fake-portal.ts'
import { addAdministrator, addOfficer, officer } from './testing/people.ts'
import { addRelyingParty, codeFor, redeem, userinfo } from './testing/relying-party.ts'

let logged = ''
const log = createLog('account', 'debug', { write: (line) => void (logged += line) })
const service = await buildTestService({}, log)
const { deps, gateway, portal } = service
afterAll(service.close)
await addRelyingParty(service)

type Kind = 'id-number' | 'phone' | 'password' | 'code' | 'recovery-code' | 'cookie' | 'token' | 'authenticator'
const canaries = new Map<string, Kind>()
const answers: LightMyRequestResponse[] = []

const plant = <T extends string>(kind: Kind, text: T): T => {
  canaries.set(text, kind)
  return text
}
const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('')
const wrongPassword = () => plant('password', `Sai-${digits(9)}-Nhé!`)
const wrongCode = () => plant('code', digits(6))
const strangeNumber = () => plant('id-number', `079${digits(9)}`)
const strangePhone = () => plant('phone', `0912${digits(6)}`)

const credentials = [
  'account_session',
  'account_attempt',
  'account_reset',
  'account_register',
  'account_known',
  'account_sso',
  'account_console',
]

/** Keeps what came, and plants the credentials that it set. */
function keep(browser: Browser, answer: LightMyRequestResponse): LightMyRequestResponse {
  answers.push(answer)
  for (const name of credentials) {
    const value = browser.cookies.get(name)
    if (value) plant('cookie', value)
  }
  return answer
}

async function form(browser: Browser, page: string, fields: Record<string, string>, to = page) {
  return keep(browser, await browser.submit(page, to, fields))
}

async function newOfficer() {
  const who = await addOfficer(deps, officer())
  plant('id-number', who.idNumber)
  plant('id-number', who.oldIdNumber)
  plant('phone', who.phone)
  plant('phone', `0${who.phone.slice(3)}`)
  return who
}
type Who = Awaited<ReturnType<typeof newOfficer>>

const codeTo = (phone: string) => plant('code', gateway.codeFor(phone).code)

async function signInDirectly(who: Who): Promise<Browser> {
  const browser = service.browser()
  await form(browser, '/vi/sign-in', { number: strangeNumber(), password: wrongPassword() })
  await form(browser, '/vi/sign-in', { number: who.oldIdNumber, password: wrongPassword(), remember: '1' })
  await form(browser, '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  await form(browser, '/vi/sign-in/code', { code: wrongCode() })
  await form(browser, '/vi/sign-in/code', { code: codeTo(who.phone) })
  return browser
}

async function reset(who: Who) {
  const browser = service.browser()
  const { codes, hashes } = await hashNewRecoveryCodes(deps.hasher)
  codes.forEach((code) => plant('recovery-code', code))
  await storeRecoveryCodes(deps.db, who.id, hashes)
  for (const account of [strangeNumber(), strangePhone(), who.idNumber])
    await form(browser, '/vi/forgot-password', { account, altcha: await solveCaptcha(browser, 'forgot') })
  await service.deliver()
  const password = plant('password', `Mới-${digits(9)}-Nhé!`)
  for (const code of [wrongCode(), codeTo(who.phone)]) {
    const altcha = await solveCaptcha(browser, 'reset')
    const fields = {
      code,
      password,
      again: password,
      'recovery-code': codes[0] ?? '',
      recovery: codes[0] ?? '',
      altcha,
    }
    await form(browser, '/vi/reset-password', fields)
  }
}

async function register() {
  const browser = service.browser()
  const phone = strangePhone()
  const password = plant('password', `Dân-${digits(9)}-Nhé!`)
  const altcha = await solveCaptcha(browser, 'register')
  await form(browser, '/vi/register', {
    kind: 'citizen',
    name: 'Trần Văn Dân',
    phone,
    password,
    again: password,
    altcha,
  })
  await service.deliver()
  await form(browser, '/vi/register/code', { code: wrongCode() })
  const done = await form(browser, '/vi/register/code', { code: codeTo(`+84${phone.slice(1)}`) })
  for (const code of done.body.match(/[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/g) ?? []) plant('recovery-code', code)
}

async function changeThings(browser: Browser) {
  await form(browser, '/vi/my-account/phones/new', {
    phone: strangePhone(),
    altcha: await solveCaptcha(browser, 'register-otp'),
  })
  await service.deliver()
  await form(browser, '/vi/my-account/phones/code', { code: wrongCode() })
  const current = wrongPassword()
  const password = plant('password', `Đổi-${digits(9)}-Nhé!`)
  await form(browser, '/vi/my-account/password', { current, password, again: password })
  for (const page of ['info', 'phones', 'ways', 'sessions', 'activity'])
    keep(browser, await browser.get(`/vi/my-account/${page}`))
}

async function throughPortal(who: Who) {
  const browser = service.browser()
  const out = await form(browser, '/vi/sign-in', {}, '/vi/sign-in/portal')
  const state = new URL(String(out.headers.location)).searchParams.get('state')
  portal.next = arrivalOf(identityOf({ techId: `tech-${who.id}`, idNumbers: [who.idNumber], phone: who.phone }))
  keep(
    browser,
    await browser.get(`/portal/callback?code=${plant('token', `portal-code-${digits(12)}`)}&state=${state}`),
  )
  portal.next = { ok: false, code: 'portal-error', reason: 'OAUTH_INVALID_RESPONSE' }
  const again = await form(browser, '/vi/sign-in', {}, '/vi/sign-in/portal')
  const second = new URL(String(again.headers.location)).searchParams.get('state')
  keep(
    browser,
    await browser.get(`/portal/callback?code=${plant('token', `portal-code-${digits(12)}`)}&state=${second}`),
  )
  return browser
}

async function asRelyingParty(browser: Browser) {
  const { code, verifier } = await codeFor(browser)
  plant('token', code)
  plant('token', verifier)
  const { tokens } = await redeem(service, code, verifier)
  plant('token', tokens.access_token)
  plant('token', tokens.id_token)
  answers.push(await userinfo(service, tokens.access_token))
  await redeem(service, code, verifier)
  await userinfo(service, plant('token', `stolen-${digits(20)}`))
}

async function atTheConsole(who: Who) {
  const admin = await addAdministrator(deps)
  plant('authenticator', admin.secret)
  const browser = service.browser()
  const code = plant('code', await codeOf(deps, admin.secret))
  await form(browser, '/vi/console/sign-in', { username: admin.username, password: wrongPassword(), code: wrongCode() })
  await form(browser, '/vi/console/sign-in', { username: admin.username, password: admin.password, code })
  for (const number of [who.idNumber, strangeNumber(), strangePhone()]) {
    await form(browser, '/vi/console/officers', { number })
    await form(browser, '/vi/console/audit', { person: number })
  }
  for (const page of ['officers', 'audit', 'readiness', 'gateways', 'watch', 'limits'])
    keep(browser, await browser.get(`/vi/console/${page}`))
  keep(browser, await browser.get('/vi/console/audit/export'))
  keep(browser, await browser.get('/vi/console/readiness/export'))
}

/** Every journey once more, with a table away, a gateway that repeats what it got, and requests that nobody should make. */
async function fail(who: Who) {
  const browser = await signedIn(service, who.id, 'portal')
  for (const table of ['limits', 'passwords', 'challenges', 'sessions', 'audit_events']) {
    await run(deps.db, sql`alter table ${sql.table(table)} rename to gone`)
    await form(service.browser(), '/vi/sign-in', { number: strangeNumber(), password: wrongPassword() })
    await form(service.browser(), '/vi/sign-in', { number: who.idNumber, password: wrongPassword() })
    keep(browser, await browser.get('/vi/my-account/info'))
    await run(deps.db, sql`alter table gone rename to ${sql.table(table)}`)
  }
  gateway.failure = 'permanent'
  await form(service.browser(), '/vi/sign-in', { number: who.idNumber, password: who.password })
  await service.deliver()
  gateway.failure = null
  const number = strangeNumber()
  const password = wrongPassword()
  for (const url of ['/vi/sign-in', '/oidc/auth', '/oidc/token', '/vi/nowhere', `/vi/${number}/${password}`])
    keep(
      browser,
      await browser.get(`${url}?number=${number}&password=${encodeURIComponent(password)}&code=${wrongCode()}`),
    )
  keep(browser, await browser.post('/vi/sign-in', { number: number.repeat(9000), password }))
}

const rounds = 8
let who: Who
beforeAll(async () => {
  await insertPeriod(deps.db, { scope: { kind: 'everyone' }, reason: 'Cổng hỏng rồi', minutes: 60, openedBy: null })
  plant('password', (await newOfficer()).password)
  for (let round = 0; round < rounds; round += 1) {
    await run(deps.db, sql`delete from limits`)
    who = await newOfficer()
    const browser = await signInDirectly(who)
    await changeThings(browser)
    await asRelyingParty(browser)
    await reset(await newOfficer())
    await register()
    await throughPortal(await newOfficer())
    await atTheConsole(who)
    await fail(who)
  }
}, 120_000)

/** A code of six figures may stand inside a time or an id by chance: it counts where it stands alone. */
const standsIn = (text: string, canary: string, kind: Kind): boolean =>
  kind === 'code'
    ? new RegExp(`(?<![\\w.:-])${canary}(?![\\w-])`).test(text)
    : text.includes(canary) || text.includes(encodeURIComponent(canary))

const found = (text: string, kinds: readonly Kind[] = [...new Set(canaries.values())]) =>
  [...canaries].flatMap(([canary, kind]) => (kinds.includes(kind) && standsIn(text, canary, kind) ? [kind] : []))

const secrets: Kind[] = ['password', 'code', 'recovery-code', 'cookie', 'token', 'authenticator']

test('T16: hundreds were planted, of every kind, and the journeys really went', async () => {
  expect(canaries.size).toBeGreaterThan(400)
  const counts = Object.groupBy(canaries.values(), (kind) => kind)
  for (const kind of ['id-number', 'phone', ...secrets] as Kind[])
    expect(counts[kind]?.length ?? 0).toBeGreaterThanOrEqual(rounds)
  const events = await all(deps.db, sql<{ event: string }>`select distinct event from audit_events`)
  const met = events.map(({ event }) => event)
  for (const event of ['sign-in', 'password-wrong', 'code-wrong', 'code-sent']) expect(met).toContain(event)
  const statuses = new Set(answers.map(({ statusCode }) => statusCode))
  for (const status of [200, 303, 404, 413, 422, 500]) expect([...statuses]).toContain(status)
})

test('T16: the search finds what is there', () => {
  expect(found(`{"msg":"${[...canaries.keys()].join(' ')}"}`)).toHaveLength(canaries.size)
})

test('T16: nothing in the log', () => {
  expect(logged.split('\n').length).toBeGreaterThan(200)
  expect(found(logged)).toEqual([])
})

test('T16: nothing in an address that people are sent to', () => {
  const personal: Kind[] = ['id-number', 'phone', 'password', 'recovery-code', 'cookie', 'authenticator']
  const addresses = answers.map(({ headers }) => headers.location ?? '').join('\n')
  expect(found(addresses, personal)).toEqual([])
})

test('T16: no page repeats a password, a code or a cookie, nor anybody’s number on the console', () => {
  const pages = answers
    .map(({ body }) => body.replace(/<input[^>]*name="(number|phone|account|person)"[^>]*>/g, ''))
    .join('\n')
  expect(found(pages, ['password', 'code', 'cookie', 'authenticator'])).toEqual([])
  const failures = answers.filter(({ statusCode }) => statusCode >= 500 || statusCode === 404).map(({ body }) => body)
  expect(found(failures.join('\n'))).toEqual([])
})

/** Where personal numbers are meant to be: what the province knows of its people, and messages on their way. */
const registers: Readonly<Record<string, readonly string[]>> = {
  accounts: ['id_number', 'old_id_number'],
  phones: ['number'],
  challenges: ['phone'],
  messages: ['phone'],
}

test('T16: in the database no password, code, token or cookie in clear; numbers only in the registers of people', async () => {
  const columns = await all(
    deps.db,
    sql<{
      name: string
      column: string
    }>`select table_name as name, column_name as column from information_schema.columns where table_schema = 'public'`,
  )
  const leaks: string[] = []
  for (const { name, column } of columns) {
    const rows = await all(
      deps.db,
      sql<{
        text: string
      }>`select ${sql.ref(column)}::text as text from ${sql.table(name)} where ${sql.ref(column)} is not null`,
    )
    const text = rows.map((row) => row.text).join('\n')
    const kinds: Kind[] = registers[name]?.includes(column) ? secrets : [...secrets, 'id-number', 'phone']
    leaks.push(...new Set(found(text, kinds).map((kind) => `${name}.${column}: ${kind}`)))
  }
  expect(leaks).toEqual([])
})

test('ASVS 16.3.2: who was refused a page is in the log, by id, role and route', async () => {
  const before = logged.length
  const browser = await signedIn(service, who.id, 'standby')
  expect((await browser.get('/vi/console/standby')).statusCode).toBe(403)
  const line =
    logged
      .slice(before)
      .split('\n')
      .find((text) => text.includes('access-refused')) ?? ''
  expect(JSON.parse(line)).toMatchObject({
    account: who.id,
    role: 'officer',
    method: 'GET',
    route: '/vi/console/standby',
  })
})
