// A20, T14: sixty and more tokens that nobody issued, at each place that takes one: none is accepted.
import { createHmac, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTestService, origin } from '../testing/build-app.ts'
import { signedIn } from '../testing/console-browser.ts'
import { addOfficer, officer } from '../testing/people.ts'
import { addRelyingParty, afterSignOut, tokensFor, userinfo } from '../testing/relying-party.ts'

const service = await buildTestService()
const { app, deps } = service
afterAll(service.close)
await addRelyingParty(service)

let who: Awaited<ReturnType<typeof addOfficer>>
let idToken: string
let accessToken: string
let publicKey: Record<string, string>
const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })

beforeAll(async () => {
  who = await addOfficer(deps, officer())
  const { tokens } = await tokensFor(service, await signedIn(service, who.id, 'portal'))
  idToken = tokens.id_token
  accessToken = tokens.access_token
  publicKey = (await app.inject('/oidc/jwks')).json<{ keys: Record<string, string>[] }>().keys[0] ?? {}
})

const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

type Signer = (input: string) => string
const none: Signer = () => ''
const junk: Signer = () => randomBytes(64).toString('base64url')
const zeros: Signer = () => Buffer.alloc(64).toString('base64url')
const ecdsa: Signer = (input) =>
  createSign('SHA256').update(input).sign({ key: own.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
const rs: Signer = (input) => createSign('SHA256').update(input).sign(rsa.privateKey).toString('base64url')
const hmac =
  (key: string): Signer =>
  (input) =>
    createHmac('sha256', key).update(input).digest('base64url')

function token(header: Record<string, unknown>, claims: Record<string, unknown>, sign: Signer): string {
  const input = `${part(header)}.${part(claims)}`
  return `${input}.${sign(input)}`
}

/** The claims of a token that would be good, had we signed it. */
const goodClaims = () =>
  JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

function crafted(): string[] {
  const claims = goodClaims()
  const [head = '', body = '', signature = ''] = idToken.split('.')
  const kid = publicKey['kid'] ?? ''
  const jwk = own.publicKey.export({ format: 'jwk' })
  const flags = [
    'none',
    'None',
    'NONE',
    'nOnE',
    '',
    'HS256',
    'HS384',
    'HS512',
    'RS256',
    'PS256',
    'ES256',
    'ES384',
    'ES512',
    'EdDSA',
    'RSA1_5',
    'dir',
  ]
  const kids = [
    kid,
    '',
    '../../../../dev/null',
    "' or 1=1 --",
    'x'.repeat(5000),
    '/etc/passwd',
    'http://evil.example/key',
    '\u0000',
    '__proto__',
    'constructor',
  ]
  const signers: Signer[] = [none, junk, zeros, ecdsa, rs]
  const pem = own.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const keys = ['', 'secret', JSON.stringify(publicKey), publicKey['x'] ?? '', pem]
  return [
    ...flags.flatMap((alg) => [none, junk, ecdsa].map((sign) => token({ alg, kid }, claims, sign))),
    ...kids.map((name) => token({ alg: 'ES256', kid: name }, claims, ecdsa)),
    ...signers.map((sign) => token({ alg: 'ES256', kid }, { ...claims, sub: 'somebody-else' }, sign)),
    ...keys.map((key) => token({ alg: 'HS256', kid }, claims, hmac(key))),
    token({ alg: 'ES256', jwk }, claims, ecdsa),
    token({ alg: 'ES256', kid, jwk }, claims, ecdsa),
    token({ alg: 'ES256', jku: 'https://evil.example/keys', kid }, claims, ecdsa),
    token({ alg: 'ES256', x5u: 'https://evil.example/cert', kid }, claims, ecdsa),
    token({ alg: 'ES256', x5c: ['MIIB'], kid }, claims, ecdsa),
    token({ alg: 'ES256', kid, crit: ['exp'], exp: 0 }, claims, ecdsa),
    token({ alg: 'ES256', kid, b64: false, crit: ['b64'] }, claims, ecdsa),
    token({ alg: 'ES256', kid, typ: 'at+jwt' }, claims, ecdsa),
    token({ alg: 'ES256', kid, typ: 'logout+jwt' }, claims, ecdsa),
    `${head}.${part({ ...claims, sub: 'somebody-else' })}.${signature}`,
    `${head}.${body}.`,
    `${head}.${body}`,
    `${head}.${body}.${signature}x`,
    `${head}.${body}.${signature.slice(0, -4)}AAAA`,
    `${head}..${signature}`,
    `.${body}.${signature}`,
    `${head}.${body}.${signature}.${signature}`,
    `${part({ alg: 'none' })}.${body}.`,
    '..',
    '.',
    'null',
    'undefined',
    '{}',
    'Bearer',
    '0',
    '-1',
    "' or '1'='1",
    '%00',
    'a'.repeat(9000),
    accessToken.slice(0, -1),
    `${accessToken.slice(0, -1)}${accessToken.endsWith('A') ? 'B' : 'A'}`,
    accessToken.toUpperCase(),
    `${accessToken}=`,
    who.id,
  ]
}

test('A20: as an access token: 401, each time', async () => {
  const tried = [...crafted(), idToken].filter((text) => /^[\x20-\x7e]+$/.test(text))
  expect(tried.length).toBeGreaterThanOrEqual(90)
  const accepted: string[] = []
  for (const text of tried) {
    const answer = await userinfo(service, text)
    if (answer.statusCode !== 401 && answer.statusCode !== 400)
      accepted.push(`${text.slice(0, 40)}: ${answer.statusCode}`)
    expect(answer.body).not.toContain(who.name)
  }
  expect(accepted).toEqual([])
  expect((await userinfo(service, accessToken)).statusCode).toBe(200)
})

test('A20: as the hint of a sign-out: nobody is signed out by it, nobody led away', async () => {
  const browser = await signedIn(service, who.id, 'portal')
  await tokensFor(service, browser)
  for (const text of crafted()) {
    const query = new URLSearchParams({ id_token_hint: text, post_logout_redirect_uri: afterSignOut })
    const answer = await browser.get(`/oidc/sign-out?${query}`)
    expect([text.slice(0, 30), answer.statusCode < 500, answer.headers.location ?? '']).toEqual([
      text.slice(0, 30),
      true,
      expect.not.stringContaining('mot-cua.example.vn'),
    ])
  }
  expect((await browser.get('/vi/my-account/info')).statusCode).toBe(200)
})

test('A20: as a relying party’s own proof: no tokens, and 401', async () => {
  for (const text of crafted().slice(0, 70)) {
    const body = {
      grant_type: 'authorization_code',
      code: 'x',
      client_id: 'test-party',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: text,
    }
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await app.inject({
      method: 'POST',
      url: '/oidc/token',
      headers,
      payload: new URLSearchParams(body).toString(),
    })
    expect([400, 401]).toContain(answer.statusCode)
    expect(answer.json<{ access_token?: string }>().access_token).toBeUndefined()
  }
})

test('A20: as the cookie of a session: to the sign-in page', async () => {
  for (const text of [...crafted(), 'A'.repeat(43), who.id]) {
    const browser = service.browser()
    browser.cookies.set('account_session', encodeURIComponent(text))
    const answer = await browser.get('/vi/my-account/info')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, expect.stringContaining('/vi/sign-in')])
  }
})

test('the issuer says whom its tokens are for, and that nothing else is on offer', async () => {
  const told = (await app.inject('/.well-known/openid-configuration')).json<Record<string, unknown>>()
  expect(told['issuer']).toBe(origin)
  expect(told['id_token_signing_alg_values_supported']).toEqual(['ES256'])
  expect(told['response_types_supported']).toEqual(['code'])
  expect(told['code_challenge_methods_supported']).toEqual(['S256'])
})
