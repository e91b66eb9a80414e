// What every answer carries, whichever page and whatever went wrong: strict headers, no cache, cookies of this host only.
import { run, sql } from '@motcua/db/query.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestService } from '../testing/build-app.ts'
import { solveCaptcha } from '../testing/captcha.ts'
import { signedIn as withSession } from '../testing/console-browser.ts'
import { addAdministrator, addCitizen, addOfficer, officer } from '../testing/people.ts'
import { addRelyingParty, authorization, callback } from '../testing/relying-party.ts'
import type { Door } from '../records/sessions/store.ts'
import { access } from './access.ts'
import { sessionCookie } from './person.ts'

const service = await buildTestService({
  ACCOUNT_ORIGIN: 'https://taikhoan.example.vn',
  PORTAL_DISCOVERY_URL: 'https://cong.example.vn/.well-known/openid-configuration',
  TRUSTED_PROXIES: '203.0.113.10',
})
const { app, deps } = service
afterAll(service.close)
await addRelyingParty(service)

const who = await addOfficer(deps, officer())
const admin = await addAdministrator(deps)

/** With https the cookie has its full name. */
async function signedIn(id: string, door: Door = 'console') {
  const browser = await withSession(service, id, door)
  browser.cookies.set(`__Host-${sessionCookie}`, browser.cookies.get(sessionCookie) ?? '')
  browser.cookies.delete(sessionCookie)
  return browser
}

type Answer = { what: string; answer: LightMyRequestResponse }
const answers: Answer[] = []
const keep = (what: string, answer: LightMyRequestResponse) => answers.push({ what, answer })

const filled = (url: string) =>
  url.replace(':id', '11111111-2222-4333-8444-555555555555').replace(/:\w+/, 'nothing').replace('*', 'motcua.css')

const addressOf = (method: 'GET' | 'POST', path: string) =>
  filled(app.hasRoute({ method, url: path }) ? path : `/vi${path}`)

/** Every route, as a stranger and as who may open it. */
async function crawl() {
  for (const [route, rule] of Object.entries(access)) {
    const [method, path] = route.split(' ') as ['GET' | 'POST', string]
    const url = addressOf(method, path)
    keep(`${route}, a stranger`, await app.inject({ method, url }))
    if (rule === 'anyone' || method === 'POST') continue
    const browser =
      path.startsWith('/console') || path.startsWith('/internal') ? signedIn(admin.id) : signedIn(who.id, 'portal')
    keep(`${route}, signed in`, await (await browser).get(url))
  }
}

async function meetErrors() {
  const browser = service.browser()
  const large = 'x'.repeat(70_000)
  keep('404', await browser.get('/vi/nowhere'))
  keep('404 at the provider', await browser.get('/oidc/nowhere'))
  keep('404 of an asset', await browser.get('/assets/nothing.js'))
  keep('413', await browser.submit('/vi/sign-in', '/vi/sign-in', { number: large }))
  keep(
    '415',
    await app.inject({ method: 'POST', url: '/vi/sign-in', headers: { 'content-type': 'text/xml' }, payload: '<a/>' }),
  )
  keep('400', await app.inject({ url: '/vi/sign-in?next=%ff%E0%A4%A' }))
  keep('403 forged', await app.inject({ method: 'POST', url: '/vi/sign-in', payload: { number: '1' } }))
  keep('405', await app.inject({ method: 'PUT', url: '/vi/sign-in' }))
  keep('400 at the provider', await browser.get(authorization('v', { redirect_uri: 'https://evil.example/' })))
  keep('401 at the provider', await app.inject({ url: '/oidc/userinfo', headers: { authorization: 'Bearer nothing' } }))
  keep('400 at the token endpoint', await app.inject({ method: 'POST', url: '/oidc/token' }))
  keep('discovery', await app.inject({ url: '/.well-known/openid-configuration' }))
  keep('keys', await app.inject({ url: '/oidc/jwks' }))
  keep('429', await untilLocked())
  keep('429 has a page', await browser.get('/vi/sign-in'))
}

async function untilLocked(): Promise<LightMyRequestResponse> {
  const browser = service.browser()
  const wrong = { number: '0912 345 678', password: 'sai-roi-123' }
  for (let tries = 0; tries < 8; tries += 1) {
    const answer = await browser.submit('/vi/sign-in', '/vi/sign-in', wrong)
    if (answer.statusCode === 429) return answer
  }
  throw new Error('nothing was locked')
}

/** Rows that pages need are taken away for a moment: 500 with an incident number, and 503. */
async function breakThings() {
  const browser = await signedIn(who.id, 'portal')
  await run(deps.db, sql`alter table phones rename to phones_gone`)
  keep('500', await browser.get('/vi/my-account/phones'))
  await run(deps.db, sql`alter table phones_gone rename to phones`)
  expect(answers.at(-1)?.answer.statusCode).toBe(500)
  expect(answers.at(-1)?.answer.body).not.toMatch(/phones_gone|relation|select|at .*\.ts/i)
}

beforeAll(async () => {
  await crawl()
  await meetErrors()
  await breakThings()
})

const failing = (isBad: (answer: LightMyRequestResponse) => boolean) =>
  answers.filter(({ answer }) => isBad(answer)).map(({ what, answer }) => `${what}: ${answer.statusCode}`)

const header = (answer: LightMyRequestResponse, name: string) => String(answer.headers[name] ?? '')

test('the crawl met every route and every kind of error', () => {
  expect(answers.length).toBeGreaterThan(Object.keys(access).length)
  const met = new Set(answers.map(({ answer }) => answer.statusCode))
  for (const status of [200, 303, 400, 401, 403, 404, 413, 429, 500]) expect([...met]).toContain(status)
})

test('content policy: nothing but our own files, no inline, no frames, no base, no plug-ins', () => {
  const needed = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  const isBad = (policy: string) =>
    /unsafe|\*|data:|blob:|http:/.test(policy) || needed.some((part) => !policy.includes(part))
  expect(failing((answer) => isBad(header(answer, 'content-security-policy')))).toEqual([])
})

test.each([
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^no-referrer$/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['cross-origin-resource-policy', /^same-origin$/],
  ['permissions-policy', /camera=\(\)/],
  ['strict-transport-security', /^max-age=(3153[6-9]\d{3}|[4-9]\d{7}|\d{9,}); includeSubDomains/],
])('every answer has %s', (name, value) => {
  expect(failing((answer) => !value.test(header(answer, name)))).toEqual([])
})

test('no answer opens itself to other origins, names its software, or is JSONP', async () => {
  expect(failing((answer) => header(answer, 'access-control-allow-credentials') !== '')).toEqual([])
  const open = answers.filter(({ answer }) => header(answer, 'access-control-allow-origin') !== '')
  // Public by their nature, without cookies: what OpenID Connect Discovery and JWKS are for.
  expect(open.map(({ what }) => what)).toEqual(['discovery', 'keys'])
  expect(failing((answer) => Boolean(header(answer, 'server') || header(answer, 'x-powered-by')))).toEqual([])
  const json = await app.inject({
    url: '/status/doors.json?callback=steal',
    headers: { origin: 'https://evil.example' },
  })
  expect(json.body).not.toContain('steal')
  expect(header(json, 'content-type')).toContain('application/json')
})

test('everything but assets says its type with its letters, and is kept by no cache unless it says for how long', () => {
  const isPage = (answer: LightMyRequestResponse) => header(answer, 'content-type').startsWith('text/html')
  expect(failing((answer) => isPage(answer) && !/charset=utf-8/i.test(header(answer, 'content-type')))).toEqual([])
  expect(failing((answer) => isPage(answer) && !/no-store/.test(header(answer, 'cache-control')))).toEqual([])
})

test('a page of a person is not to be had under the name of a file', async () => {
  const browser = await signedIn(who.id, 'portal')
  for (const end of ['/x.css', '.css', ';x.css', '%2Fx.css', '/x.js', '%00.png']) {
    const answer = await browser.get(`/vi/my-account/info${end}`)
    expect([end, answer.statusCode, answer.body.includes(who.name)]).toEqual([end, answer.statusCode, false])
    expect(answer.statusCode).toBeGreaterThanOrEqual(300)
  }
})

test('scripts and styles are the same for everybody: no data of a person is in them', async () => {
  const page = (await service.browser().get('/vi/sign-in')).body
  const assets = [...new Set(page.match(/\/assets\/[\w.-]+/g))]
  expect(assets.length).toBeGreaterThan(2)
  const browser = await signedIn(who.id, 'portal')
  for (const asset of assets) {
    const [own, stranger] = [await browser.get(asset), await app.inject(asset)]
    expect([asset, own.body === stranger.body, own.cookies]).toEqual([asset, true, []])
  }
})

test.each(['TRACE', 'CONNECT', 'PROPFIND', 'PUT', 'DELETE'])('the method %s is not answered', async (method) => {
  const answer = await app.inject({ method: method as 'GET', url: '/vi/sign-in', headers: { cookie: 'a=b' } })
  expect([400, 403, 404, 405]).toContain(answer.statusCode)
  expect(answer.body).not.toContain('a=b')
})

test.each([
  '.git/config',
  '.env',
  'package.json',
  'metrics',
  'debug',
  'swagger',
  'docs',
  'server-status',
  'assets/',
  'assets/..%2f..%2fpackage.json',
  'assets/%2e%2e/%2e%2e/package.json',
  'assets/motcua.css~',
])('nothing lies about: /%s', async (path) => {
  const answer = await app.inject({ url: `/${path}` })
  expect([path, answer.statusCode]).toEqual([path, 404])
})

/** Set-Cookie lines of a whole journey: pages, sign-in, the provider, remembered number. */
async function cookieLines(): Promise<string[]> {
  const browser = await signedIn(who.id, 'portal')
  const proxied = { 'x-forwarded-proto': 'https', host: 'taikhoan.example.vn' }
  let at: string | undefined = authorization('v'.repeat(43))
  for (let hops = 0; at?.startsWith('/') && hops < 8; hops += 1) {
    const answer: LightMyRequestResponse = await browser.get(at, proxied)
    keep(`from a relying party, ${hops}`, answer)
    at = answer.headers.location?.replace('https://taikhoan.example.vn', '')
  }
  expect(at).toContain(`${callback}?code=`)
  await signInByPhone()
  keep('off to the portal', await service.browser().submit('/vi/sign-in', '/vi/sign-in/portal'))
  keep('sign-out', await browser.submit('/vi/sign-out', '/vi/sign-out'))
  const remembered = { number: '0912 999 888', password: 'x', remember: '1' }
  keep('remember me', await service.browser().submit('/vi/sign-in', '/vi/sign-in', remembered))
  return answers.flatMap(({ answer }) => [answer.headers['set-cookie'] ?? []].flat())
}

/** Every cookie of a sign-in with a code, and of a reset. */
async function signInByPhone(): Promise<void> {
  const citizen = await addCitizen(deps)
  const number = `0${citizen.phone.slice(3)}`
  const browser = service.browser()
  const typed = { number, password: citizen.password, remember: '1' }
  keep('password', await browser.submit('/vi/sign-in', '/vi/sign-in', typed))
  await service.deliver()
  const { code } = service.gateway.codeFor(citizen.phone)
  keep('code', await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code }))
  const altcha = await solveCaptcha(browser, 'forgot')
  keep('reset', await browser.submit('/vi/forgot-password', '/vi/forgot-password', { account: number, altcha }))
}

test('every cookie: Secure, HttpOnly, SameSite, bound to this very host by its name, under 4096 bytes', async () => {
  const lines = await cookieLines()
  const names = new Set(lines.map((line) => line.split('=')[0]))
  for (const name of ['session', 'attempt', 'known', 'number', 'reset', 'browser', 'sso'])
    expect([...names]).toContain(`__Host-account_${name}`)
  const bad = lines.filter(
    (line) =>
      !/; Secure/i.test(line) ||
      !/; HttpOnly/i.test(line) ||
      !/; SameSite=(Lax|Strict)/i.test(line) ||
      /; Domain/i.test(line) ||
      line.length >= 4096 ||
      !(/^__Host-[^=]+=.*; Path=\/(;|$)/i.test(line) || /^__Secure-account_(interaction|resume|request)/.test(line)),
  )
  expect(bad.map((line) => line.replace(/=[^;]*/, '=…'))).toEqual([])
})
