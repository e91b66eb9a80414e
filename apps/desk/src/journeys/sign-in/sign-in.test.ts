// Sign-in through the account service, tested through the door: the way there and back, and every way it can fail.
import { createHash } from 'node:crypto'
import { shiftClock } from '@motcua/db/clock.ts'
import { one, sql } from '@motcua/db/query.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Code, sentence, statusOf } from '../../web/messages/codes.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestDesk, type TestDesk } from '../../testing/build-app.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await buildTestDesk()
})
afterAll(() => desk.close())
afterEach(async () => {
  await shiftClock(desk.deps.db, 0)
  Object.assign(desk.account, { mode: 'normal', usesForeignKey: false, claims: {}, doors: null })
})

const page = '/vi/dossiers?of=agency'
/** Idle sessions and aged ones: what the account service calls "now" moves with the database. */
const authTime = (shift: number) => ({ auth_time: Math.floor(Date.now() / 1000) + shift })

async function leave(browser: Browser, url = page): Promise<string> {
  const answer = await browser.get(url)
  expect(answer.statusCode).toBe(303)
  return String(answer.headers.location)
}

async function signIn(browser: Browser, changed: Record<string, unknown> = {}) {
  return browser.get(desk.account.approve(await leave(browser), changed))
}

const sessions = () =>
  one(desk.deps.db, sql<{ n: number }>`select count(*)::int4 as n from sessions`).then(({ n }) => n)

/** What a person sees of a sign-in that did not come to its end. */
const seen = (answer: Awaited<ReturnType<typeof signIn>>) => ({
  status: answer.statusCode,
  told: /<strong>([^<]*)/.exec(answer.body)?.[1],
  mayStartAgain: answer.body.includes('href="/vi/sign-in'),
  isIn: answer.cookies.some((cookie) => cookie.name === 'desk_session'),
  showsCode: /at .*\.ts:\d+/.test(answer.body),
})

const refused = (code: Code) => ({
  status: statusOf(code),
  told: sentence('vi', code),
  mayStartAgain: true,
  isIn: false,
  showsCode: false,
})

test('every page without a session leads straight to the account service, with PKCE, state and nonce', async () => {
  for (const url of ['/', '/vi', '/en', '/vi/dossiers', '/vi/dossiers/new']) {
    const address = new URL(await leave(desk.browser(), url))
    expect(address.origin + address.pathname).toBe(`${desk.account.origin}/oidc/auth`)
    const query = Object.fromEntries(address.searchParams)
    expect(query).toMatchObject({
      client_id: 'desk',
      response_type: 'code',
      redirect_uri: 'http://localhost:4001/account/callback',
      scope: 'openid profile officer',
      code_challenge_method: 'S256',
    })
    for (const secret of ['state', 'nonce', 'code_challenge']) expect(query[secret]).toMatch(/^[\w-]{43}$/)
    expect(query['prompt']).toBeUndefined()
  }
})

test('signs in, comes back to the very page, and shows who is there', async () => {
  const browser = desk.browser()
  const back = await signIn(browser)
  expect(back.statusCode).toBe(303)
  expect(back.headers.location).toBe(page)
  const cookie = back.cookies.find(({ name }) => name === 'desk_session')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  const shown = await browser.get(page)
  expect(shown.statusCode).toBe(200)
  for (const words of ['Nguyễn Thị Hạnh', 'UBND phường Phú Cường', 'Vào bằng Cổng DVCQG', 'Đăng xuất'])
    expect(shown.body).toContain(words)
  expect([...browser.cookies.keys()].filter((name) => name.startsWith('desk_trip'))).toEqual([])
})

test('the client proves itself by basic authorization, and the verifier fits the challenge', async () => {
  const browser = desk.browser()
  const departure = await leave(browser)
  await browser.get(desk.account.approve(departure))
  const sent = desk.account.redeemed.at(-1)
  // RFC 6749 §2.3.1: both parts form-encoded first.
  const [, encoded = ''] = /^Basic (.+)$/.exec(sent?.authorization ?? '') ?? []
  const parts = Buffer.from(encoded, 'base64').toString('utf8').split(':').map(decodeURIComponent)
  expect(parts).toEqual([desk.account.clientId, desk.account.clientSecret])
  const challenge = createHash('sha256')
    .update(sent?.form.get('code_verifier') ?? '')
    .digest('base64url')
  expect(new URL(departure).searchParams.get('code_challenge')).toBe(challenge)
})

test('the standby door is told on every page, with the hour at which the session ends', async () => {
  const browser = desk.browser()
  await signIn(browser, { acr: 'urn:motcua:door:standby', standby_period: 'p-1' })
  const shown = await browser.get('/vi/dossiers')
  expect(shown.body).toContain('Bạn vào bằng cửa dự phòng lúc')
  expect(shown.body).toContain('Vào bằng cửa dự phòng')
  const kept = await one(
    desk.deps.db,
    sql<{ door: string; period_id: string }>`select door, period_id from sessions order by created_at desc limit 1`,
  )
  expect(kept).toEqual({ door: 'standby', period_id: 'p-1' })
})

test('only the hash of the cookie stands in the database, and the ID token is sealed', async () => {
  const browser = desk.browser()
  await signIn(browser)
  const token = browser.cookies.get('desk_session') ?? ''
  const row = JSON.stringify(await one(desk.deps.db, sql`select * from sessions order by created_at desc limit 1`))
  const idToken = desk.account.issued.at(-1)?.split('.') ?? []
  expect(token).not.toBe('')
  expect(idToken).toHaveLength(3)
  for (const secret of [token, ...idToken]) expect(row).not.toContain(secret)
})

test('several tabs leave at once and all come back, each to its page', async () => {
  const browser = desk.browser()
  const first = await leave(browser, '/vi/dossiers/new')
  const second = await leave(browser, '/en/dossiers')
  expect((await browser.get(desk.account.approve(first))).headers.location).toBe('/vi/dossiers/new')
  expect((await browser.get(desk.account.approve(second))).headers.location).toBe('/en/dossiers')
})

test('many tabs never fill the browser with cookies: the oldest trips go', async () => {
  const browser = desk.browser()
  const departures: string[] = []
  for (let tab = 0; tab < 10; tab++) departures.push(await leave(browser))
  expect([...browser.cookies.keys()].filter((name) => name.startsWith('desk_trip'))).toHaveLength(8)
  expect((await browser.get(desk.account.approve(departures[9] ?? ''))).statusCode).toBe(303)
  const oldest = await browser.get(desk.account.approve(departures[0] ?? ''))
  expect(seen(oldest)).toEqual(refused('sign-in-late'))
})

test('a page to come back to is one of ours, whatever the address says', async () => {
  const foreign = [
    'https://evil.example/',
    '//evil.example',
    '/vi/\\evil',
    '/xx/dossiers',
    'javascript:alert(1)',
    '/vi/%0d',
  ]
  for (const next of foreign) {
    const browser = desk.browser()
    const departure = await leave(browser, `/vi/sign-in?next=${encodeURIComponent(next)}`)
    expect((await browser.get(desk.account.approve(departure))).headers.location).toBe('/')
  }
  const browser = desk.browser()
  const departure = await leave(browser, `/vi/sign-in?next=${encodeURIComponent('/en/dossiers?view=soon')}`)
  expect((await browser.get(desk.account.approve(departure))).headers.location).toBe('/en/dossiers?view=soon')
})

test('refuses a state that this browser never left with', async () => {
  const [browser, other] = [desk.browser(), desk.browser()]
  const callback = desk.account.approve(await leave(other))
  expect(seen(await browser.get(callback))).toEqual(refused('sign-in-late'))
  await leave(browser)
  expect(seen(await browser.get(callback))).toEqual(refused('sign-in-late'))
  // Not even with the other one's trip in hand: it is bound to that browser.
  for (const [name, value] of other.cookies) if (name.startsWith('desk_trip')) browser.cookies.set(name, value)
  expect(seen(await browser.get(callback))).toEqual(refused('sign-in-late'))
  expect(seen(await browser.get('/account/callback'))).toEqual(refused('sign-in-late'))
})

test('refuses a callback used twice, and two at once open one session', async () => {
  const browser = desk.browser()
  const callback = desk.account.approve(await leave(browser))
  const before = await sessions()
  const answers = await Promise.all([browser.get(callback), browser.get(callback)])
  expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([303, 400])
  expect(await sessions()).toBe(before + 1)
  expect(seen(await browser.get(callback))).toEqual(refused('sign-in-late'))
})

test('refuses a callback that comes later than 10 minutes, and not a second earlier', async () => {
  const { db } = desk.deps
  const [intime, late] = [desk.browser(), desk.browser()]
  const callbacks = [desk.account.approve(await leave(intime)), desk.account.approve(await leave(late))] as const
  await shiftClock(db, 598)
  expect((await intime.get(callbacks[0])).statusCode).toBe(303)
  await shiftClock(db, 601)
  expect(seen(await late.get(callbacks[1]))).toEqual(refused('sign-in-late'))
})

test('refuses an ID token with another nonce', async () => {
  expect(seen(await signIn(desk.browser(), { nonce: 'somebody-else' }))).toEqual(refused('sign-in-error'))
})

test('refuses an ID token that another key signed', async () => {
  desk.account.usesForeignKey = true
  expect(seen(await signIn(desk.browser()))).toEqual(refused('sign-in-error'))
})

test.each([
  ['another audience', { aud: 'another' }],
  ['another issuer', { iss: 'http://localhost:1' }],
  ['an ID token that has expired', { exp: Math.floor(Date.now() / 1000) - 120 }],
  ['no session id', { sid: undefined }],
  ['no agency', { agency: undefined }],
  ['a role that is none', { role: 'king' }],
  ['no time of the proof', { auth_time: undefined }],
])('refuses %s', async (_what, changed) => {
  const before = await sessions()
  expect(seen(await signIn(desk.browser(), changed))).toEqual(refused('sign-in-error'))
  expect(await sessions()).toBe(before)
})

test('an answer from another issuer than ours is refused (mix-up)', async () => {
  const browser = desk.browser()
  const callback = desk.account.approve(await leave(browser)).replace(/iss=[^&]+/, 'iss=http%3A%2F%2Fevil.example')
  expect(seen(await browser.get(callback))).toEqual(refused('sign-in-error'))
})

test('somebody who stops at the account service gets a fresh start to the same page', async () => {
  const browser = desk.browser()
  const state = new URL(await leave(browser)).searchParams.get('state')
  const query = new URLSearchParams({ error: 'access_denied', state: state ?? '', iss: desk.account.origin })
  const answer = await browser.get(`/account/callback?${query}`)
  expect(seen(answer)).toEqual(refused('sign-in-cancelled'))
  expect(answer.body).toContain(`href="/vi/sign-in?next=${encodeURIComponent(page)}"`)
})

test.each(['login_required', 'server_error', '<script>alert(1)</script>'])(
  'error=%s gets the same calm page',
  async (error) => {
    const browser = desk.browser()
    const state = new URL(await leave(browser)).searchParams.get('state')
    const answer = await browser.get(`/account/callback?${new URLSearchParams({ error, state: state ?? '' })}`)
    expect(seen(answer)).toEqual(refused('sign-in-error'))
    expect(answer.body).not.toContain('<script>alert')
  },
)

test.each([
  ['a citizen', { acr: 'urn:motcua:door:phone', role: undefined, agency: undefined, rights: undefined }],
  ['an administrator', { acr: 'urn:motcua:door:console', role: undefined }],
  ['an officer by a phone', { acr: 'urn:motcua:door:phone' }],
  ['a door that nobody knows', { acr: 'urn:motcua:door:window' }],
  ['nobody’s role', { role: undefined }],
])('the desk is for officers: %s is refused, and may come as another person', async (_who, changed) => {
  const browser = desk.browser()
  const answer = await signIn(browser, changed)
  expect(seen(answer)).toEqual(refused('not-officer'))
  expect(answer.body).toContain('href="/vi/look-up"')
  // Single sign-on would bring the same person back for ever.
  expect(new URL(await leave(browser)).searchParams.get('prompt')).toBe('login')
  expect((await signIn(browser)).statusCode).toBe(303)
  expect((await browser.get(page)).statusCode).toBe(200)
})

test('after an idle sign-out the next sign-in asks for a fresh proof, and an old one does not do', async () => {
  const browser = await desk.signedIn()
  await shiftClock(desk.deps.db, 901)
  const departure = await leave(browser)
  expect(new URL(departure).searchParams.get('prompt')).toBe('login')
  const old = await browser.get(desk.account.approve(departure, authTime(0)))
  expect(seen(old)).toEqual(refused('sign-in-old'))
  const again = await leave(browser)
  expect((await browser.get(desk.account.approve(again, authTime(901)))).statusCode).toBe(303)
  expect((await browser.get(page)).statusCode).toBe(200)
})

test('a session past its total does not ask for more than a sign-in', async () => {
  const browser = await desk.signedIn()
  await shiftClock(desk.deps.db, 12 * 3600 + 1)
  expect(new URL(await leave(browser)).searchParams.get('prompt')).toBeNull()
})

test('a sign-in as old as the total allows opens no session, and does not go round in circles', async () => {
  const browser = desk.browser()
  expect(seen(await signIn(browser, authTime(-12 * 3600 - 1)))).toEqual(refused('sign-in-old'))
  expect(new URL(await leave(browser)).searchParams.get('prompt')).toBe('login')
})

test('who is signed in and opens the sign-in page goes on to the page', async () => {
  const browser = await desk.signedIn()
  const answer = await browser.get('/vi/sign-in?next=%2Fvi%2Fdossiers%2Fnew')
  expect(answer.headers.location).toBe('/vi/dossiers/new')
})

test('a new sign-in in the same browser ends the one before', async () => {
  const browser = await desk.signedIn({ sub: 'the-one-before' })
  const before = new Map(browser.cookies)
  const departure = await leave(browser, '/vi/sign-in?fresh=1')
  await browser.get(desk.account.approve(departure))
  const old = desk.browser()
  for (const [name, value] of before) old.cookies.set(name, value)
  expect((await old.get(page)).statusCode).toBe(303)
})

test('the token endpoint away: a page that says so', async () => {
  const browser = desk.browser()
  const departure = await leave(browser)
  desk.account.mode = 'tokens-away'
  expect(seen(await browser.get(desk.account.approve(departure)))).toEqual(refused('account-away'))
})

test.each(['away', 'hanging'] as const)(
  'the account service is %s: told within 3 s, with a way to try again',
  async (mode) => {
    const other = await desk.another()
    other.account.mode = mode
    const from = performance.now()
    const answer = await other.browser().get('/vi/dossiers/new')
    expect(performance.now() - from).toBeLessThan(3000)
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('5')
    expect(answer.body).toContain('Dịch vụ tài khoản hiện không trả lời')
    expect(answer.body).toContain('href="/vi/sign-in?next=%2Fvi%2Fdossiers%2Fnew"')
    await other.close()
  },
)

test('nobody listens at the account service: the same page', async () => {
  const other = await buildTestDesk()
  await other.account.close()
  const answer = await other.browser().get('/en/dossiers')
  expect(answer.statusCode).toBe(503)
  expect(answer.body).toContain('The account service does not answer')
  await other.app.close()
  await other.deps.database.close()
})

test('who is signed in works on while the account service is away', async () => {
  const other = await desk.another()
  const browser = await other.signedIn()
  other.account.mode = 'away'
  expect((await browser.get('/vi/dossiers')).statusCode).toBe(200)
  await other.close()
})

test('the portal down and the standby door closed: a page of our own, whom to call, and still a way on', async () => {
  const other = await desk.another()
  other.account.doors = { portal: 'down', standby: 'closed', until: null, help: '0274 3888 999' }
  const browser = other.browser()
  const answer = await browser.get('/vi/dossiers')
  expect(answer.statusCode).toBe(503)
  expect(answer.body).toContain('cửa dự phòng chưa mở')
  expect(answer.body).toContain('0274 3888 999')
  const anyway = await browser.get('/vi/sign-in?next=%2Fvi%2Fdossiers&anyway=1')
  expect(anyway.headers.location).toContain('/oidc/auth?')
  await other.close()
})

test.each([
  { portal: 'down', standby: 'open', until: '2026-11-23T09:00:00Z', help: null },
  { portal: 'ok', standby: 'closed' },
  { portal: 'no-codes', standby: 'closed' },
  { portal: 'unknown', standby: 'closed', until: null, help: null },
  { something: 'else' },
])('any other news of the doors leads to the form: %o', async (doors) => {
  const other = await desk.another()
  other.account.doors = doors
  expect((await other.browser().get('/vi/dossiers')).headers.location).toContain('/oidc/auth?')
  await other.close()
})
