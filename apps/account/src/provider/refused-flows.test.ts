// What OpenID Connect could do and this provider does not: flows, grants and endpoints beyond the code flow with PKCE are not there.
import { hiddenFields } from '@motcua/web/testing/browser.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addParty } from './relying-parties.ts'
import { buildTestService, origin } from '../testing/build-app.ts'
import { arrivalOf, identityOf } from '../testing/fake-portal.ts'
import { signedIn, tokenOn } from '../testing/console-browser.ts'
import { addOfficer, officer } from '../testing/people.ts'
import {
  addRelyingParty,
  authorization,
  callback,
  codeFor,
  follow,
  redeem,
  tokensFor,
  userinfo,
} from '../testing/relying-party.ts'

const service = await buildTestService()
const { app, deps } = service
afterAll(service.close)
await addRelyingParty(service)
const other = { id: 'other-party', secret: 'the-secret-of-another-party-32-chars' }
await addParty(deps, {
  client_id: other.id,
  client_secret: other.secret,
  name_vi: 'Hệ thống khác',
  name_en: 'Other party',
  redirect_uris: ['https://khac.example.vn/callback'],
  post_logout_redirect_uris: [],
})

let who: Awaited<ReturnType<typeof addOfficer>>
beforeAll(async () => {
  who = await addOfficer(deps, officer())
})

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
const own = basic('test-party', 'a-secret-of-the-test-party-32-chars')

const ask = (url: string, fields: Record<string, string>, proof: string | null = own) =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(proof ? { authorization: proof } : {}) },
    payload: new URLSearchParams(fields).toString(),
  })

test.each([
  '/oidc/reg',
  '/oidc/register',
  '/oidc/device/auth',
  '/oidc/device',
  '/oidc/backchannel',
  '/oidc/challenge',
  '/oidc/request',
])('ASVS 10.4.7: nobody registers a relying party from outside: %s is not there', async (url) => {
  const made = { redirect_uris: ['https://evil.example/'] }
  const posted = await app.inject({ method: 'POST', url, payload: made })
  const read = await app.inject({ url })
  expect([posted.statusCode, read.statusCode]).toEqual([404, 404])
})

const grants: [string, Record<string, string>][] = [
  ['password', { grant_type: 'password', username: '074185001234', password: 'x', scope: 'openid' }],
  ['client_credentials', { grant_type: 'client_credentials', scope: 'openid' }],
  ['implicit', { grant_type: 'implicit' }],
  ['device', { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'x' }],
  ['jwt bearer', { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'x' }],
  ['token exchange', { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token: 'x' }],
  ['ciba', { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: 'x' }],
  ['none', {}],
]
test.each(grants)('ASVS 10.4.4: the grant %s gives no tokens', async (_name, fields) => {
  const answer = await ask('/oidc/token', fields)
  expect([400, 401]).toContain(answer.statusCode)
  expect(answer.json()).not.toHaveProperty('access_token')
})

const responses: [string, Record<string, string | undefined>][] = [
  ['token', { response_type: 'token' }],
  ['id_token', { response_type: 'id_token' }],
  ['code id_token', { response_type: 'code id_token' }],
  ['code token', { response_type: 'code token' }],
  ['code id_token token', { response_type: 'code id_token token' }],
  ['none', { response_type: 'none' }],
  ['nothing', { response_type: undefined }],
  ['no challenge', { code_challenge: undefined, code_challenge_method: undefined }],
  ['a plain challenge', { code_challenge_method: 'plain' }],
  ['a challenge without its method', { code_challenge_method: undefined }],
  ['a short challenge', { code_challenge: 'short' }],
  ['an unknown response mode', { response_mode: 'jwt' }],
]
test.each(responses)('ASVS 10.4.6 and 10.6.1: a request with %s gets no code and no token', async (_name, more) => {
  const { location, code, answer } = await codeFor(await signedIn(service, who.id, 'portal'), more)
  expect([code, /access_token|id_token=/.test(location + answer.body)]).toEqual(['', false])
})

test.each(['consent', 'login consent'])(
  'prompt=%s: consent to a system of the province is given already',
  async (prompt) => {
    const browser = await signedIn(service, who.id, 'portal')
    await codeFor(browser)
    const first = await codeFor(browser, { prompt })
    expect(first.code !== '').toBe(prompt === 'consent')
    const anew = prompt === 'consent' ? browser : service.browser()
    const form = await follow(anew, authorization('v'.repeat(43), { prompt }))
    if (prompt === 'consent') return expect(String(form.headers.location)).toContain(`${callback}?code=`)
    service.portal.next = arrivalOf(identityOf({ idNumbers: [who.idNumber] }))
    const left = await anew.post('/vi/sign-in/portal', hiddenFields(form.body, '/vi/sign-in/portal'))
    const state = new URL(String(left.headers.location)).searchParams.get('state')
    expect(String((await follow(anew, `/portal/callback?code=x&state=${state}`)).headers.location)).toContain('?code=')
  },
)

test('ASVS 10.4.12: codes come back in the query, and in no other way', async () => {
  for (const mode of ['form_post', 'fragment']) {
    const { code, answer, location } = await codeFor(await signedIn(service, who.id, 'portal'), { response_mode: mode })
    expect([code, /code=|name="code"/.test(location + answer.body)]).toEqual(['', false])
    expect(answer.statusCode).toBe(mode === 'form_post' ? 400 : 303)
  }
  expect((await codeFor(await signedIn(service, who.id, 'portal'), { response_mode: 'query' })).code).not.toBe('')
  const told = await app.inject({ url: '/.well-known/openid-configuration' })
  expect(told.json()).toMatchObject({ response_modes_supported: ['query'] })
})

test('a character that no database can keep is a bad request, not an error of ours', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const phones = '/vi/my-account/phones'
  for (const url of ['/oidc/auth?client_id=%00', '/sms/receipts/%00', `${phones}/%00/edit`, `${phones}/code?for=a%00`])
    expect([url, (await browser.get(url)).statusCode]).toEqual([url, 400])
  const _token = await tokenOn(browser, phones)
  expect((await browser.post(`${phones}/code`, { _token, code: '123456', for: 'a\0' })).statusCode).toBe(400)
  const fields = { grant_type: 'authorization_code', client_id: '\0', client_secret: 'x' }
  expect((await ask('/oidc/token', fields, null)).statusCode).toBe(401)
})

const strangers: [string, string | null][] = [
  ['no proof', null],
  ['a wrong secret', basic('test-party', 'wrong'.repeat(8))],
  ['an empty secret', basic('test-party', '')],
  ['another party’s secret', basic('test-party', other.secret)],
  ['an unknown party', basic('stranger', 'x'.repeat(32))],
  ['another party with its own secret', basic(other.id, other.secret)],
]
test.each(strangers)(
  'ASVS 10.4.10: a code redeemed with %s gives nothing, and its owner learns of it',
  async (_name, proof) => {
    const { code, verifier } = await codeFor(await signedIn(service, who.id, 'portal'))
    const fields = { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier }
    const answer = await ask('/oidc/token', fields, proof)
    expect([400, 401]).toContain(answer.statusCode)
    expect(answer.json()).not.toHaveProperty('access_token')
  },
)

test.each([
  ['none', undefined],
  ['another', 'x'.repeat(43)],
  ['the challenge itself', 'challenge'],
])('ASVS 10.2.1: a code with the verifier of another browser (%s) gives nothing', async (_name, verifier) => {
  const { code } = await codeFor(await signedIn(service, who.id, 'portal'))
  const fields = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callback,
    ...(verifier ? { code_verifier: verifier } : {}),
  }
  expect((await ask('/oidc/token', fields)).json<{ error: string }>().error).toMatch(/invalid_(grant|request)/)
})

test('ASVS 10.4.2: a code used again gives nothing, and takes back what its first use gave', async () => {
  const { code, verifier } = await codeFor(await signedIn(service, who.id, 'portal'))
  const first = await redeem(service, code, verifier)
  expect((await userinfo(service, first.tokens.access_token)).statusCode).toBe(200)
  expect((await redeem(service, code, verifier)).tokens.error).toBe('invalid_grant')
  expect((await userinfo(service, first.tokens.access_token)).statusCode).toBe(401)
})

test('ASVS 10.4.11: scopes beyond what a relying party is registered for are not given, and no refresh token is', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  const { tokens } = await tokensFor(service, browser, {
    scope: 'openid profile officer offline_access',
    prompt: 'consent',
  })
  expect(tokens).toHaveProperty('access_token')
  expect(tokens).not.toHaveProperty('refresh_token')
  const asked = await codeFor(browser, { scope: 'openid admin everything' })
  expect(asked.location).not.toContain('admin')
})

test('ASVS 9.2.4: every token is for one relying party, and says which', async () => {
  const { claims } = await tokensFor(service, await signedIn(service, who.id, 'portal'))
  expect([claims.aud, claims.iss]).toEqual(['test-party', origin])
})

test('ASVS 10.2.2: the answer names its issuer, so that a mixed-up party notices', async () => {
  const { location } = await codeFor(await signedIn(service, who.id, 'portal'))
  expect(new URL(location).searchParams.get('iss')).toBe(origin)
})
