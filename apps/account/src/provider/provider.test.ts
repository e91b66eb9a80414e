// The OpenID Provider as relying parties meet it: what is refused, what is used once, and what dies with the session.
import { readClock, shiftClock } from '@motcua/db/clock.ts'
import { run, sql } from '@motcua/db/query.ts'
import { hiddenFields } from '@motcua/web/testing/browser.ts'
import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { endSessions } from '../records/sessions/store.ts'
import { insertPeriod } from '../records/standby/store.ts'
import { buildTestService, origin } from '../testing/build-app.ts'
import { signedIn } from '../testing/console-browser.ts'
import { addOfficer, officer } from '../testing/people.ts'
import { arrivalOf, identityOf } from '../testing/fake-portal.ts'
import {
  addRelyingParty,
  afterSignOut,
  authorization,
  callback,
  codeFor,
  follow,
  pathOf,
  redeem,
  renew,
  tokensFor,
  userinfo,
} from '../testing/relying-party.ts'

const service = await buildTestService()
const renewer = await buildTestService()
const { deps, gateway } = service
afterAll(async () => {
  await service.close()
  await renewer.close()
})
await addRelyingParty(service)

let who: Awaited<ReturnType<typeof addOfficer>>
beforeEach(async () => {
  await shiftClock(deps.db, 0)
  await run(deps.db, sql`delete from limits`)
  await run(deps.db, sql`update standby_periods set closed_at = clock_now() where closed_at is null`)
  who = await addOfficer(deps, officer())
})

test('a signed-in officer goes straight on; the ID token says who, where and through which door', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const { status, tokens, claims } = await tokensFor(service, browser)
  expect(status).toBe(200)
  expect(claims).toMatchObject({
    iss: 'http://localhost:4000',
    aud: 'test-party',
    sub: who.id,
    nonce: 'nonce-of-the-test',
    acr: 'urn:motcua:door:portal',
    agency: who.agency,
    role: 'officer',
    name: who.name,
  })
  expect(claims['standby_period']).toBeUndefined()
  expect(decodeProtectedHeader(tokens.id_token).alg).toBe('ES256')
  expect(Number(claims.exp) - Number(claims.iat)).toBe(300)
  expect((await userinfo(service, tokens.access_token)).json()).toMatchObject({ sub: who.id, agency: who.agency })
})

test('addresses of the discovery document are the service’s own, whatever host a request or a proxy names', async () => {
  const evil = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
  const behind = await buildTestService({ TRUSTED_PROXIES: '10.0.0.1' })
  for (const { app } of [service, behind]) {
    const answer = await app.inject({ url: '/.well-known/openid-configuration', headers: evil })
    expect(answer.json()).toMatchObject({ jwks_uri: `${origin}/oidc/jwks`, token_endpoint: `${origin}/oidc/token` })
    expect(answer.body).not.toMatch(/evil|https:/)
  }
  await behind.close()
})

const badRequests: [string, Record<string, string | undefined>][] = [
  ['no PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
  ['PKCE plain', { code_challenge_method: 'plain' }],
  ['implicit', { response_type: 'id_token' }],
  ['hybrid', { response_type: 'code id_token' }],
]
test.each(badRequests)('refused at the party, without a code: %s', async (_name, more) => {
  const { location, code } = await codeFor(await signedIn(service, who.id, 'portal'), more)
  expect([location.startsWith(callback), code]).toEqual([true, ''])
  expect(location).toContain('error=')
})

const badParties: [string, Record<string, string | undefined>][] = [
  ['another address', { redirect_uri: 'https://evil.example/account/callback' }],
  ['a longer path', { redirect_uri: `${callback}/more` }],
  ['a query more', { redirect_uri: `${callback}?x=1` }],
  ['another case', { redirect_uri: callback.replace('callback', 'Callback') }],
  ['a port', { redirect_uri: callback.replace('.vn/', '.vn:8443/') }],
  ['a fragment', { redirect_uri: `${callback}#x` }],
  ['dots', { redirect_uri: callback.replace('/account', '/x/../account') }],
  ['none at all', { redirect_uri: undefined }],
  ['an unknown party', { client_id: 'stranger' }],
]
test.each(badParties)('never redirected: %s', async (_name, more) => {
  const { answer, location } = await codeFor(await signedIn(service, who.id, 'portal'), more)
  expect([answer.statusCode, location]).toEqual([400, ''])
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
})

test('a code works once, for ten at once too, with its own verifier', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const wrong = await codeFor(browser)
  expect((await redeem(service, wrong.code, 'x'.repeat(43))).tokens.error).toBe('invalid_grant')
  const { code, verifier } = await codeFor(browser)
  const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(service, code, verifier)))
  expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
  expect((await redeem(service, code, verifier)).tokens.error).toBe('invalid_grant')
})

test('limits: a code lives 60 seconds', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const inTime = await codeFor(browser)
  await shiftClock(deps.db, 57)
  expect((await redeem(service, inTime.code, inTime.verifier)).status).toBe(200)
  await shiftClock(deps.db, 0)
  const late = await codeFor(browser)
  await shiftClock(deps.db, 61)
  expect((await redeem(service, late.code, late.verifier)).tokens.error).toBe('invalid_grant')
})

const renewing = async () => {
  await addRelyingParty(renewer, undefined, true)
  const person = await addOfficer(renewer.deps, officer())
  const { tokens } = await tokensFor(renewer, await signedIn(renewer, person.id, 'portal'))
  return { person, token: tokens.refresh_token ?? '' }
}

test('a refresh token works once: each renewal brings the next, of five at once one passes, a used one ends the family', async () => {
  const { token } = await renewing()
  const first = await renew(renewer, token)
  expect([first.status, first.tokens.refresh_token === token]).toEqual([200, false])
  const next = first.tokens.refresh_token ?? ''
  const answers = await Promise.all(Array.from({ length: 5 }, () => renew(renewer, next)))
  const passed = answers.filter(({ status }) => status === 200)
  expect(passed.length).toBeLessThanOrEqual(1)
  expect((await renew(renewer, token)).tokens.error).toBe('invalid_grant')
  for (const { tokens } of passed)
    expect((await renew(renewer, tokens.refresh_token ?? '')).tokens.error).toBe('invalid_grant')
})

test('limits: tokens are renewed as long as the session lives, and not a second longer', async () => {
  const { person, token } = await renewing()
  await shiftClock(renewer.deps.db, limits.session.portal - 60)
  const late = await renew(renewer, token)
  expect(late.status).toBe(200)
  await endSessions(renewer.deps.db, { accountId: person.id }, { reason: 'test' })
  expect((await renew(renewer, late.tokens.refresh_token ?? '')).tokens.error).toBe('invalid_grant')
  await shiftClock(renewer.deps.db, 0)
  const { token: another } = await renewing()
  await shiftClock(renewer.deps.db, limits.session.portal + 1)
  expect((await renew(renewer, another)).tokens.error).toBe('invalid_grant')
  await shiftClock(renewer.deps.db, 0)
})

test('a relying party that did not ask for them gets no refresh token', async () => {
  const { tokens } = await tokensFor(service, await signedIn(service, who.id, 'portal'))
  expect(tokens.refresh_token).toBeUndefined()
})

test('the row is the authority: once it has ended neither code, token nor single sign-on works', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const { tokens } = await tokensFor(service, browser)
  const { code, verifier } = await codeFor(browser)
  await endSessions(deps.db, { accountId: who.id }, { reason: 'test' })
  expect((await redeem(service, code, verifier)).tokens.error).toBe('invalid_grant')
  expect((await userinfo(service, tokens.access_token)).statusCode).toBe(401)
  expect((await codeFor(browser, { prompt: 'none' })).location).toContain('error=login_required')
})

test('a suspended officer has no token, no single sign-on and no error 500', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const { tokens } = await tokensFor(service, browser)
  await run(deps.db, sql`update accounts set suspended_at = clock_now() where id = ${who.id}`)
  expect((await userinfo(service, tokens.access_token)).statusCode).toBe(401)
  const { answer, code } = await codeFor(browser)
  expect([answer.statusCode < 500, code]).toEqual([true, ''])
})

/** A relying party that asks how old the proof may be. */
test('max_age: an older proof is not passed on, the person signs in anew', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  await tokensFor(service, browser)
  await run(
    deps.db,
    sql`update sessions set authenticated_at = clock_now() - interval '1 hour',
      payload = jsonb_set(payload, '{loginTs}', to_jsonb(extract(epoch from clock_now())::int8 - 3600)) where account_id = ${who.id}`,
  )
  expect((await codeFor(browser, { max_age: '7200' })).code).not.toBe('')
  const { answer, code } = await codeFor(browser, { max_age: '60' })
  expect([code, answer.statusCode]).toEqual(['', 200])
  expect(answer.body).toContain('Hệ thống thử')
})

test('max_age: an account session alone, older than asked, does not go on either', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  await run(
    deps.db,
    sql`update sessions set authenticated_at = clock_now() - interval '1 hour' where account_id = ${who.id}`,
  )
  const { answer, code } = await codeFor(browser, { max_age: '60' })
  expect([code, answer.statusCode]).toEqual(['', 200])
  expect(answer.body).toContain('Hệ thống thử')
})

/** Through the portal to the party, where the person signed in at the portal so many seconds ago. */
async function throughPortal(more: Record<string, string>, seconds: number) {
  const browser = service.browser()
  const verifier = 'v'.repeat(43)
  const now = Math.floor((await readClock(deps.db)).getTime() / 1000)
  service.portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }), now - seconds)
  const form = await follow(browser, authorization(verifier, more))
  const fields = hiddenFields(form.body, '/vi/sign-in/portal')
  const left = await browser.post('/vi/sign-in/portal', fields)
  const state = new URL(String(left.headers.location)).searchParams.get('state')
  const { headers } = await follow(browser, `/portal/callback?code=x&state=${state}`)
  const code = new URL(String(headers.location)).searchParams.get('code') ?? ''
  const { claims } = await redeem(service, code, verifier)
  return { age: Number(claims.iat) - Number(claims['auth_time']), asked: service.portal.lastDepartureFresh }
}

test.each([{ max_age: '600' }, { prompt: 'login' }])(
  '%j: a portal that signs nobody in anew makes no fresh proof of an old one',
  async (more) => {
    const { age, asked } = await throughPortal(more, 3600)
    expect([age >= 3600, age < 3700, asked]).toEqual([true, true, true])
  },
)

test('a relying party that does not ask hears when the person came through the door', async () => {
  const { age, asked } = await throughPortal({}, 3600)
  expect([age >= 0, age < 60, asked]).toEqual([true, true, false])
})

test('max_age: nobody is signed in here, so the portal is asked for a sign-in of now', async () => {
  const { age, asked } = await throughPortal({ max_age: '600' }, 0)
  expect([age >= 0, age < 60, asked]).toEqual([true, true, true])
})

test('prompt=login always asks', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  await tokensFor(service, browser)
  const { answer, code } = await codeFor(browser, { prompt: 'login' })
  expect([code, answer.statusCode]).toEqual(['', 200])
})

test('the standby door: closed between code and redemption, no tokens', async () => {
  const { id } = await insertPeriod(deps.db, {
    scope: { kind: 'everyone' },
    reason: 'Cổng không truy cập được',
    minutes: 60,
    openedBy: null,
  })
  const browser = service.browser()
  const form = await follow(browser, authorization('v'.repeat(43)))
  const errand = /name="for" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  await browser.submit('/vi/sign-in', '/vi/sign-in', { number: who.idNumber, password: who.password, for: errand })
  await service.deliver()
  const done = await browser.submit('/vi/sign-in/code', '/vi/sign-in/code', { code: gateway.codeFor(who.phone).code })
  const back = await follow(browser, pathOf(done.headers.location) ?? '')
  const code = new URL(String(back.headers.location)).searchParams.get('code') ?? ''
  await run(deps.db, sql`update standby_periods set closed_at = clock_now() where id = ${id}`)
  expect((await redeem(service, code, 'v'.repeat(43))).status).toBe(400)
})

// ── sign-out for a relying party ──

const signOutUrl = (more: Record<string, string>) =>
  `/oidc/sign-out?${new URLSearchParams({ post_logout_redirect_uri: afterSignOut, ...more })}`

test('sign-out with the ID token ends the session and leads back with the state', async () => {
  const browser = await signedIn(service, who.id, 'standby')
  const { tokens } = await tokensFor(service, browser)
  const out = await follow(browser, signOutUrl({ id_token_hint: tokens.id_token, state: 'of-the-party' }))
  expect(out.headers.location).toBe(`${afterSignOut}?state=of-the-party`)
  expect((await userinfo(service, tokens.access_token)).statusCode).toBe(401)
  expect((await browser.get('/vi/my-account/info')).headers.location).toContain('/vi/sign-in')
})

test('sign-out after an hour at the desk: the account pages went idle, the row ends all the same, unasked', async () => {
  const browser = await signedIn(service, who.id, 'standby')
  const { tokens } = await tokensFor(service, browser)
  await run(deps.db, sql`update sessions set seen_at = clock_now() - interval '1 hour' where account_id = ${who.id}`)
  const out = await follow(browser, signOutUrl({ id_token_hint: tokens.id_token, state: 's' }))
  expect(out.headers.location).toBe(`${afterSignOut}?state=s`)
  expect((await userinfo(service, tokens.access_token)).statusCode).toBe(401)
})

test('sign-out without an ID token, or with somebody else’s, asks first', async () => {
  const browser = await signedIn(service, who.id, 'standby')
  await tokensFor(service, browser)
  const other = await addOfficer(deps, officer())
  const theirs = await tokensFor(service, await signedIn(service, other.id, 'standby'))
  for (const hint of [{}, { id_token_hint: theirs.tokens.id_token }]) {
    const asked = await follow(browser, signOutUrl({ client_id: 'test-party', ...hint }))
    expect([asked.statusCode, asked.body.includes('action="/vi/sign-out"')]).toEqual([200, true])
  }
  expect((await browser.get('/vi/my-account/info')).statusCode).toBe(200)
})

test('sign-out never leads to an address that nobody registered', async () => {
  const browser = await signedIn(service, who.id, 'standby')
  const { tokens } = await tokensFor(service, browser)
  const hint = { id_token_hint: tokens.id_token, post_logout_redirect_uri: 'https://evil.example/' }
  const answer = await follow(browser, signOutUrl(hint))
  expect([answer.statusCode, answer.headers.location]).toEqual([400, undefined])
})

test('an unknown page under /oidc is a plain 404 with our headers', async () => {
  const answer = await service.browser().get('/oidc/nowhere')
  expect([answer.statusCode, answer.body.includes('Không tìm thấy trang')]).toEqual([404, true])
})
