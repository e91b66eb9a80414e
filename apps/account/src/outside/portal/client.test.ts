// Our own face as a relying party, against a portal that lies (A10, ASVS 6.8.2, 9.1, 10.5): nobody arrives by a token that is not right.
import { createHmac, generateKeyPairSync, sign as signBytes } from 'node:crypto'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { type HostilePortal, hostilePerson, startHostilePortal } from '../../testing/hostile-portal.ts'
import { createPortalClient } from './client.ts'

const trip = { state: 'state-of-the-trip', nonce: 'nonce-of-the-trip', verifier: 'v'.repeat(43) }
const portal = await startHostilePortal(trip.nonce)
const elsewhere = await startHostilePortal(trip.nonce)
afterAll(() => Promise.all([portal.close(), elsewhere.close()]))
beforeEach(() => portal.reset())

const client = () =>
  createPortalClient({
    discoveryUrl: portal.discoveryUrl,
    clientId: portal.clientId,
    clientSecret: 'a-secret-for-tests',
    origin: 'http://localhost:4000',
    timeout: 5,
    allowHttp: true,
  })

const callback = (more: Record<string, string> = {}) =>
  new URL(`http://localhost:4000/portal/callback?${new URLSearchParams({ code: 'x', state: trip.state, ...more })}`)

const now = () => Math.floor(Date.now() / 1000)

test('an honest portal: the person arrives', async () => {
  const arrived = await client().arrival(callback(), trip)
  expect(arrived).toMatchObject({ ok: true, identity: { techId: hostilePerson.TechID } })
})

const forged = (header: Record<string, unknown>, signature: (input: string) => string) => () => {
  const claims = {
    iss: portal.origin,
    aud: portal.clientId,
    sub: 'tech-1',
    nonce: trip.nonce,
    iat: now(),
    exp: now() + 300,
  }
  const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${input}.${signature(input)}`
}
const thief = generateKeyPairSync('rsa', { modulusLength: 2048 })
const byThief = (input: string) => signBytes('sha256', Buffer.from(input), thief.privateKey).toString('base64url')
const jwk = thief.publicKey.export({ format: 'jwk' })

const lies: [string, (lying: HostilePortal) => void][] = [
  ['another key', (lying) => void (lying.usesForeignKey = true)],
  ['an unknown key id', (lying) => void (lying.header = { kid: 'unknown' })],
  ['no algorithm', (lying) => void (lying.idToken = forged({ alg: 'none' }, () => '')())],
  ['no signature', (lying) => void (lying.idToken = forged({ alg: 'RS256', kid: 'own' }, () => '')())],
  [
    'a symmetric algorithm',
    (lying) =>
      void (lying.idToken = forged({ alg: 'HS256', kid: 'own' }, (input) =>
        createHmac('sha256', 'a-secret-for-tests').update(input).digest('base64url'),
      )()),
  ],
  ['another RSA algorithm', (lying) => void (lying.idToken = forged({ alg: 'RS512', kid: 'own' }, byThief)())],
  ['its own key inside', (lying) => void (lying.idToken = forged({ alg: 'RS256', jwk }, byThief)())],
  [
    'a key address inside',
    (lying) => void (lying.idToken = forged({ alg: 'RS256', kid: 'own', jku: elsewhere.origin }, byThief)()),
  ],
  ['no ID token at all', (lying) => void (lying.idToken = null)],
  ['a text for an ID token', (lying) => void (lying.idToken = 'a.b.c')],
  ['another issuer', (lying) => void (lying.claims = { iss: elsewhere.origin })],
  ['no issuer', (lying) => void (lying.claims = { iss: undefined })],
  ['another audience', (lying) => void (lying.claims = { aud: 'somebody-else' })],
  ['many audiences and no party named', (lying) => void (lying.claims = { aud: ['motcua-account', 'somebody-else'] })],
  ['another authorized party', (lying) => void (lying.claims = { aud: ['motcua-account', 'x'], azp: 'x' })],
  ['no audience', (lying) => void (lying.claims = { aud: undefined })],
  ['another nonce', (lying) => void (lying.claims = { nonce: 'nonce-of-another-trip' })],
  ['no nonce', (lying) => void (lying.claims = { nonce: undefined })],
  ['an expired ID token', (lying) => void (lying.claims = { exp: now() - 400, iat: now() - 700 })],
  ['no expiry', (lying) => void (lying.claims = { exp: undefined })],
  ['a token of tomorrow', (lying) => void (lying.claims = { nbf: now() + 86_400 })],
  ['no subject', (lying) => void (lying.claims = { sub: undefined })],
  ['userinfo of somebody else', (lying) => void (lying.userinfo = { sub: 'tech-2' })],
  ['no ID number', (lying) => void (lying.userinfo = { SoDinhDanh: undefined })],
  ['an ID number that is none', (lying) => void (lying.userinfo = { SoDinhDanh: "' or 1=1" })],
  ['a discovery document of another issuer', (lying) => void (lying.discovery = { issuer: elsewhere.origin })],
]
test.each(lies)('A10: nobody arrives with %s', async (_name, lie) => {
  lie(portal)
  expect(await client().arrival(callback(), trip)).toMatchObject({ ok: false })
})

const comebacks: [string, Record<string, string>][] = [
  ['another state', { state: 'state-of-another-trip' }],
  ['an error', { error: 'access_denied' }],
  ['an answer of another issuer', { iss: 'https://evil.example' }],
]
test.each(comebacks)('A10: coming back with %s, the code is shown to nobody', async (_name, more) => {
  const before = portal.asked
  expect(await client().arrival(callback(more), trip)).toMatchObject({ ok: false })
  expect(portal.asked).toBe(before)
})

test('the departure binds the trip: state, nonce, and the challenge of a verifier that stays here', async () => {
  const { searchParams } = await client().departure({ ...trip, fresh: true })
  expect(Object.fromEntries(searchParams)).toMatchObject({
    state: trip.state,
    nonce: trip.nonce,
    code_challenge_method: 'S256',
    prompt: 'login',
  })
  expect(searchParams.toString()).not.toContain(trip.verifier)
})

test('nothing that the portal said stands in the reason, which is logged', async () => {
  portal.claims = { nonce: '074185001234' }
  expect(JSON.stringify(await client().arrival(callback(), trip))).not.toContain('074185001234')
})
