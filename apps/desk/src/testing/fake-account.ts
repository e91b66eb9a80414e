// An account service for tests: discovery, keys and the token endpoint over real HTTP, signing what a test tells it to.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'

export type FakeAccount = {
  origin: string
  clientId: string
  clientSecret: string
  /** normal · away: answers 503 · hanging: never answers · tokens-away: only the token endpoint fails. */
  mode: 'normal' | 'away' | 'hanging' | 'tokens-away'
  /** What `/status/doors.json` says; null: there is no such page. */
  doors: unknown
  /** Signs with a key that is not published. */
  usesForeignKey: boolean
  /** Claims over the usual officer's; `undefined` leaves one out. */
  claims: Record<string, unknown>
  /** Signs in the person of `claims`: departure address → callback address (path and query). */
  approve: (departure: string, changed?: Record<string, unknown>) => string
  logoutToken: (changed?: Record<string, unknown>, header?: Record<string, unknown>) => Promise<string>
  /** Forms that came to the token endpoint, with the client's authorization. */
  redeemed: { form: URLSearchParams; authorization: string }[]
  /** ID tokens that went out, oldest first. */
  issued: string[]
  close: () => Promise<void>
}

type Key = { privateKey: CryptoKey; jwk: Record<string, unknown> }

async function makeKey(): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const jwk = await exportJWK(publicKey)
  return { privateKey, jwk: { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' } }
}

const seconds = () => Math.floor(Date.now() / 1000)

export const usualClaims = () => ({
  sub: '5f1c8b1e-0000-4000-8000-000000000001',
  sid: randomUUID(),
  name: 'Nguyễn Thị Hạnh',
  agency: 'H09.31.01',
  agency_name: 'UBND phường Phú Cường',
  role: 'officer',
  rights: ['receive', 'process', 'return'],
  acr: 'urn:motcua:door:portal',
  auth_time: seconds(),
})

export async function startFakeAccount(): Promise<FakeAccount> {
  const [own, foreign] = await Promise.all([makeKey(), makeKey()])
  const codes = new Map<string, Record<string, unknown>>()
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`

  const sign = (claims: Record<string, unknown>, header: Record<string, unknown>) => {
    const key = account.usesForeignKey ? foreign : own
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: String(own.jwk['kid']), ...header })
      .sign(key.privateKey)
  }

  const account: FakeAccount = {
    origin,
    clientId: 'desk',
    clientSecret: 'a-secret-of-the-desk-for-tests-only-0123456789',
    mode: 'normal',
    doors: null,
    usesForeignKey: false,
    claims: {},
    redeemed: [],
    issued: [],
    approve: (departure, changed = {}) => {
      const { searchParams } = new URL(departure)
      const code = randomUUID()
      const nonce = searchParams.get('nonce')
      codes.set(code, { ...usualClaims(), nonce, ...account.claims, ...changed })
      const state = searchParams.get('state') ?? ''
      return `/account/callback?${new URLSearchParams({ code, state, iss: origin })}`
    },
    logoutToken: (changed = {}, header = {}) =>
      sign(
        {
          iss: origin,
          aud: 'desk',
          iat: seconds(),
          exp: seconds() + 120,
          jti: randomUUID(),
          events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
          ...changed,
        },
        { typ: 'logout+jwt', ...header },
      ),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (account.mode === 'hanging') return
    if (account.mode === 'away') return send(response, 503, {})
    if (path === '/.well-known/openid-configuration') return send(response, 200, discovery(origin))
    if (path === '/oidc/jwks') return send(response, 200, { keys: [own.jwk] })
    if (path === '/status/doors.json' && account.doors) return send(response, 200, account.doors)
    if (path === '/oidc/token' && account.mode === 'tokens-away') return void response.destroy()
    if (path === '/oidc/token') return redeem(request, response)
    send(response, 404, {})
  }

  async function redeem(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
    account.redeemed.push({ form, authorization: request.headers.authorization ?? '' })
    const code = form.get('code') ?? ''
    const claims = codes.get(code)
    codes.delete(code)
    if (!claims) return send(response, 400, { error: 'invalid_grant' })
    const token = { iss: origin, aud: 'desk', iat: seconds(), exp: seconds() + 300, ...claims }
    const idToken = await sign(token, {})
    account.issued.push(idToken)
    send(response, 200, { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: idToken })
  }

  return account
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const discovery = (origin: string) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/oidc/auth`,
  token_endpoint: `${origin}/oidc/token`,
  end_session_endpoint: `${origin}/oidc/sign-out`,
  jwks_uri: `${origin}/oidc/jwks`,
  response_types_supported: ['code'],
  id_token_signing_alg_values_supported: ['ES256'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
})
