// Signing out from here, from elsewhere (back channel), twice, and while the account service is away.
import { randomUUID } from 'node:crypto'
import { shiftClock } from '@motcua/db/clock.ts'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { Browser } from '@motcua/web/testing/browser.ts'
import { buildTestDesk } from '../../testing/build-app.ts'

const desk = await buildTestDesk()
const { account } = desk
afterAll(desk.close)
afterEach(async () => {
  await shiftClock(desk.deps.db, 0)
  Object.assign(account, { mode: 'normal', usesForeignKey: false })
})

const page = '/vi/dossiers'
const isIn = async (browser: Browser) => (await browser.get(page)).statusCode === 200
const hear = async (token: string) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const payload = new URLSearchParams({ logout_token: token }).toString()
  return desk.app.inject({ method: 'POST', url: '/account/backchannel-logout', headers, payload })
}
const now = () => Math.floor(Date.now() / 1000)

test('sign-out ends the session here, then leads to the account service with the ID token as hint', async () => {
  const browser = await desk.signedIn()
  const before = new Map(browser.cookies)
  const answer = await browser.submit(page, '/vi/sign-out')
  expect(answer.statusCode).toBe(303)
  expect(answer.headers.location).toBe('/vi/signed-out')
  expect(browser.cookies.has('desk_session')).toBe(false)
  const thief = desk.browser()
  for (const [name, value] of before) thief.cookies.set(name, value)
  expect(await isIn(thief)).toBe(false)

  const onward = (await browser.get('/vi/signed-out')).body
  const href = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(onward)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const address = new URL(href)
  expect(address.origin + address.pathname).toBe(`${account.origin}/oidc/sign-out`)
  expect(address.searchParams.get('id_token_hint')).toBe('id-token-of-a-test')
  expect(address.searchParams.get('post_logout_redirect_uri')).toBe('http://localhost:4001/')
  expect(address.searchParams.get('state')).toMatch(/^[\w-]{43}$/)
  // Back from there, straight to the sign-in form.
  expect((await browser.get('/?state=x')).headers.location).toContain('/oidc/auth?')
  // Once: a reload of the page in between only says that it is done.
  expect((await browser.get('/vi/signed-out')).body).toContain('Bạn đã đăng xuất')
})

test('signing out twice, also at once, is as good as once', async () => {
  const browser = await desk.signedIn()
  const { body } = await browser.get(page)
  const fields = { _token: /name="_token" value="([^"]+)"/.exec(body)?.[1] ?? '' }
  const answers = await Promise.all([browser.post('/vi/sign-out', fields), browser.post('/vi/sign-out', fields)])
  for (const answer of answers) expect(answer.headers.location).toBe('/vi/signed-out')
  expect((await browser.post('/vi/sign-out', fields)).statusCode).toBe(303)
  expect(await isIn(browser)).toBe(false)
})

test('nobody is signed out by a form of another site', async () => {
  const browser = await desk.signedIn()
  expect((await browser.post('/vi/sign-out', {})).statusCode).toBe(403)
  expect(await isIn(browser)).toBe(true)
})

test('with the account service away the person is out here, is told, and proves anew next time', async () => {
  const other = await desk.another()
  const browser = await other.signedIn()
  const shown = await browser.get(page)
  other.account.mode = 'away'
  await browser.post('/vi/sign-out', { _token: /name="_token" value="([^"]+)"/.exec(shown.body)?.[1] ?? '' })
  const after = (await browser.get('/vi/signed-out')).body
  expect(after).toContain('Dịch vụ tài khoản không trả lời')
  expect(after).not.toContain('http-equiv="refresh"')
  // A node whose verdict of the account service is not that of a moment ago.
  other.account.mode = 'normal'
  const later = await other.another()
  const next = later.browser()
  for (const [name, value] of browser.cookies) next.cookies.set(name, value)
  expect(String((await next.get(page)).headers.location)).toContain('prompt=login')
  await later.close()
  await other.close()
})

test('the page after an idle sign-out says why; a live session is left alone', async () => {
  const browser = await desk.signedIn()
  const address = `/vi/signed-out?next=${encodeURIComponent('/vi/dossiers/new')}`
  await shiftClock(desk.deps.db, 600)
  expect((await browser.get(address)).body).toContain('Bạn vẫn đang đăng nhập')
  // Looking was no sign of life.
  await shiftClock(desk.deps.db, 901)
  const after = (await browser.get(address)).body
  expect(after).toContain('Đã 15 phút không có thao tác')
  expect(after).toContain('href="/vi/dossiers/new"')
  expect((await desk.browser().get('/en/signed-out')).body).toContain('You have signed out')
})

test('back channel by session: that one ends at once, others go on', async () => {
  const sid = randomUUID()
  const [gone, stays] = [await desk.signedIn({ sid }), await desk.signedIn()]
  const answer = await hear(await account.logoutToken({ sid }))
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(await isIn(gone)).toBe(false)
  expect(await isIn(stays)).toBe(true)
})

test('back channel by person: all of theirs end, nobody else’s', async () => {
  const sub = randomUUID()
  const [a, b, other] = [await desk.signedIn({ sub }), await desk.signedIn({ sub }), await desk.signedIn()]
  expect((await hear(await account.logoutToken({ sub }))).statusCode).toBe(200)
  expect([await isIn(a), await isIn(b), await isIn(other)]).toEqual([false, false, true])
})

test('session and person must fit together', async () => {
  const sid = randomUUID()
  const browser = await desk.signedIn({ sid, sub: 'one' })
  expect((await hear(await account.logoutToken({ sid, sub: 'another' }))).statusCode).toBe(200)
  expect(await isIn(browser)).toBe(true)
})

test('a logout that overtakes the sign-in: no session opens under it', async () => {
  const sid = randomUUID()
  const browser = desk.browser()
  const departure = String((await browser.get(page)).headers.location)
  await hear(await account.logoutToken({ sid }))
  const answer = await browser.get(account.approve(departure, { sid }))
  expect(answer.statusCode).toBe(403)
  expect(await isIn(browser)).toBe(false)
})

test('a logout token is used once, also by two at once', async () => {
  const token = await account.logoutToken({ sid: randomUUID() })
  const answers = await Promise.all([hear(token), hear(token)])
  expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([200, 400])
  expect((await hear(token)).statusCode).toBe(400)
})

test('a logout token of two minutes ago passes within the skew, an older one does not', async () => {
  const at = (seconds: number) => ({ sid: randomUUID(), iat: now() - seconds, exp: now() + 120 })
  expect((await hear(await account.logoutToken(at(145)))).statusCode).toBe(200)
  expect((await hear(await account.logoutToken(at(155)))).statusCode).toBe(400)
  // By the database's clock, not by this process's.
  const token = await account.logoutToken({ sid: randomUUID(), exp: now() + 3600 })
  await shiftClock(desk.deps.db, 155)
  expect((await hear(token)).statusCode).toBe(400)
})

const logoutEvent = { 'http://schemas.openid.net/event/backchannel-logout': {} }

test.each<[string, Record<string, unknown>, Record<string, unknown>?]>([
  ['another audience', { aud: 'another' }],
  ['another issuer', { iss: 'http://localhost:1' }],
  ['no event', { events: {} }],
  ['no events at all', { events: undefined }],
  ['an event that is no object', { events: { 'http://schemas.openid.net/event/backchannel-logout': true } }],
  ['a nonce', { nonce: 'x', events: logoutEvent }],
  ['no id of its own', { jti: undefined }],
  ['neither session nor person', { sid: undefined, sub: undefined }],
  ['no time', { iat: undefined }],
  ['a time to come', { iat: now() + 300, exp: now() + 400 }],
  ['its end behind it', { exp: now() - 60 }],
  ['the type of an ID token', {}, { typ: 'JWT' }],
  ['no type', {}, { typ: undefined }],
])('refuses a logout token with %s', async (_what, changed, header = {}) => {
  const sid = randomUUID()
  const browser = await desk.signedIn({ sid })
  const answer = await hear(await account.logoutToken({ sid, ...changed }, header))
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toEqual({ error: 'invalid_request' })
  expect(await isIn(browser)).toBe(true)
})

test('refuses a logout token that another key signed, an unsigned one, and what is none', async () => {
  const sid = randomUUID()
  const browser = await desk.signedIn({ sid })
  account.usesForeignKey = true
  const foreign = await account.logoutToken({ sid })
  const [, body] = (await account.logoutToken({ sid })).split('.')
  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'logout+jwt' })).toString('base64url')
  for (const token of [foreign, `${none}.${body}.`, 'abc', '', 'x'.repeat(9000)])
    expect((await hear(token)).statusCode).toBe(400)
  expect(await isIn(browser)).toBe(true)
})

test('keys that cannot be read: 503, so that the account service tries again', async () => {
  const other = await desk.another()
  const token = await other.account.logoutToken({ sid: randomUUID() })
  other.account.mode = 'away'
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const payload = new URLSearchParams({ logout_token: token }).toString()
  const send = () => other.app.inject({ method: 'POST', url: '/account/backchannel-logout', headers, payload })
  expect((await send()).statusCode).toBe(503)
  other.account.mode = 'normal'
  expect((await send()).statusCode).toBe(200)
  await other.close()
})
