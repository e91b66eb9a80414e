// A09, ASVS 10.4.1 and 3.7.2: sixty ways to bend an address, at each of four parameters: nobody is ever led to a place that was not registered.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestService, origin } from '../testing/build-app.ts'
import { signedIn } from '../testing/console-browser.ts'
import { addAdministrator, addOfficer, officer } from '../testing/people.ts'
import { addRelyingParty, afterSignOut, authorization, callback, tokensFor } from '../testing/relying-party.ts'

const service = await buildTestService()
const { deps } = service
afterAll(service.close)
await addRelyingParty(service)

let who: Awaited<ReturnType<typeof addOfficer>>
beforeAll(async () => {
  who = await addOfficer(deps, officer())
})

const evil = 'https://evil.example'

/** The same address, bent: host, scheme, port, path, case, query, fragment, user part, encodings, control characters. */
function bent(good: string): string[] {
  const url = new URL(good)
  const { host, pathname } = url
  const path = pathname === '/' ? '/x' : pathname
  const last = path.split('/').at(-1) ?? ''
  return [
    `${evil}${path}`,
    `https://${host}.evil.example${path}`,
    `https://evil.${host}${path}`,
    `https://evil-${host}${path}`,
    `https://${host}@evil.example${path}`,
    `https://${host}:x@evil.example${path}`,
    `https://evil.example/${host}${path}`,
    `https://evil.example?${host}${path}`,
    `https://evil.example#${host}${path}`,
    `https://evil.example\\@${host}${path}`,
    `https://user@${host}${path}`,
    `https://user:pass@${host}${path}`,
    `http://${host}${path}`,
    `HTTPS://${host}${path}/`,
    `ftp://${host}${path}`,
    `javascript:alert(1)//${host}${path}`,
    `data:text/html,${host}${path}`,
    `file:///${host}${path}`,
    `about:blank#${good}`,
    `vbscript:x//${good}`,
    `https:${host}${path}/.`,
    `https:/${host}${path}/.`,
    `https:///${host}${path}/.`,
    `//evil.example${path}`,
    `///evil.example${path}`,
    `\\\\evil.example${path}`,
    `/\\evil.example${path}`,
    `/%2f/evil.example${path}`,
    `/%5cevil.example${path}`,
    `/\tevil.example${path}`,
    `https://${host}:443${path}/`,
    `https://${host}:8443${path}`,
    `https://${host}:80${path}`,
    `https://${host}.${path}`,
    `https://${host.toUpperCase()}${path}/`,
    `https://${host.replace('e', 'ｅ')}${path}`,
    `https://${host.replace('a', 'а')}${path}`,
    `https://xn--${host}${path}`,
    `https://${host}%2eevil.example${path}`,
    `https://${host}%00.evil.example${path}`,
    `https://${host}%0d%0aLocation:%20${evil}`,
    `https://${host}\r\nSet-Cookie: a=b${path}`,
    `https://127.0.0.1${path}`,
    `https://[::1]${path}`,
    `https://2130706433${path}`,
    `${good}/more`,
    `${good}/..`,
    `${good}/../x`,
    `${good}/%2e%2e/x`,
    `${good}%2f..`,
    `${good};x=1`,
    `${good}?next=${evil}`,
    `${good}?`,
    `${good}#`,
    `${good}#x`,
    `${good} `,
    ` ${good}x`,
    `${good}%20`,
    `https://${host}/x/..${path}/.`,
    `https://${host}/.${path}/`,
    `https://${host}/${last.toUpperCase() || 'X'}`,
    `https://${host}//${path}`,
    '',
    'null',
    '*',
    host,
    path,
  ].filter((text) => text !== good)
}

const leadsTo = (location: string | undefined): string => (location ? new URL(location, origin).origin : 'nowhere')

test('A09: redirect_uri: an error page, never a redirect', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const wrong: string[] = []
  const tried = bent(callback)
  expect(tried.length).toBeGreaterThanOrEqual(60)
  for (const address of tried) {
    const answer = await browser.get(authorization('v'.repeat(43), { redirect_uri: address }))
    if (answer.statusCode !== 400 || answer.headers.location) wrong.push(`${address}: ${answer.statusCode}`)
  }
  expect(wrong).toEqual([])
})

test('A09: redirect_uri twice, or in a request object, is no way round', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const twice = `${authorization('v'.repeat(43))}&redirect_uri=${encodeURIComponent(evil)}`
  const inside = Buffer.from(JSON.stringify({ redirect_uri: evil })).toString('base64url')
  const object = authorization('v'.repeat(43), { request: `eyJhbGciOiJub25lIn0.${inside}.` })
  for (const url of [twice, object, authorization('v'.repeat(43), { request_uri: `${evil}/request` })]) {
    const { headers } = await browser.get(url)
    expect(leadsTo(headers.location)).not.toBe(evil)
  }
})

test('A09: post_logout_redirect_uri: signed out or asked, and led to nobody’s address', async () => {
  const wrong: string[] = []
  for (const address of bent(afterSignOut)) {
    const browser = await signedIn(service, who.id, 'portal')
    const { tokens } = await tokensFor(service, browser)
    const query = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: address })
    const { headers, body } = await browser.get(`/oidc/sign-out?${query}`)
    const to = leadsTo(headers.location)
    if (to !== 'nowhere' && to !== origin) wrong.push(`${address}: ${to}`)
    if (/action="https:\/\/evil|href="[^"]*evil/.test(body)) wrong.push(`${address}: on the page`)
  }
  expect(wrong).toEqual([])
})

test('A09: next= at the sign-in pages and the fresh proofs: pages of ours only', async () => {
  const administrator = await addAdministrator(deps)
  const wrong: string[] = []
  for (const address of [...bent(`${origin}/my-account/info`), ...bent(callback)]) {
    const next = encodeURIComponent(address)
    const places = [
      { url: `/vi/sign-in?next=${next}`, browser: service.browser() },
      { url: `/vi/my-account/confirm?next=${next}`, browser: await signedIn(service, who.id, 'portal') },
      { url: `/vi/console/sign-in?next=${next}`, browser: service.browser() },
      { url: `/vi/console/confirm?next=${next}`, browser: await signedIn(service, administrator.id) },
      { url: `/vi/captcha?for=reset&next=${next}`, browser: service.browser() },
    ]
    for (const { url, browser } of places) {
      const { headers, body, statusCode } = await browser.get(url)
      const to = leadsTo(headers.location)
      if (statusCode >= 500 || (to !== 'nowhere' && to !== origin)) wrong.push(`${url}: ${statusCode} ${to}`)
      if (/(href|action)="(https?:)?[\\/]{2}evil|url=[^"]*evil|javascript:/i.test(body))
        wrong.push(`${url}: on the page`)
    }
  }
  expect(wrong).toEqual([])
})
