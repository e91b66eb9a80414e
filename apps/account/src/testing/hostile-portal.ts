// A portal over real HTTP that lies: signs what a test tells it to, with the header, key and claims it is told. RS256, as the real one.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

type Claims = Record<string, unknown>

export type HostilePortal = {
  origin: string
  discoveryUrl: string
  clientId: string
  /** What the next ID token says instead; an undefined value leaves a claim out. */
  claims: Claims
  header: Record<string, unknown>
  /** Signs with a key that is not among the published ones. */
  usesForeignKey: boolean
  /** The ID token as it is, whatever it is; undefined: it is signed. */
  idToken: string | null | undefined
  discovery: Claims
  userinfo: Claims
  /** How often the token endpoint was asked. */
  asked: number
  reset: () => void
  close: () => Promise<void>
}

export const hostilePerson = {
  sub: 'tech-1',
  TechID: 'tech-1',
  SoDinhDanh: '074185009999',
  HoVaTen: 'Người Lạ',
  LoaiTaiKhoan: '1',
}

export async function startHostilePortal(nonce: string): Promise<HostilePortal> {
  const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clientId = 'motcua-account'

  const plain = () => ({
    claims: {},
    header: {},
    usesForeignKey: false,
    idToken: undefined,
    discovery: {},
    userinfo: {},
  })
  const portal: HostilePortal = {
    origin,
    clientId,
    discoveryUrl: `${origin}/.well-known/openid-configuration`,
    asked: 0,
    ...plain(),
    reset: () => void Object.assign(portal, plain()),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }

  async function signed(): Promise<string | undefined> {
    if (portal.idToken !== undefined) return portal.idToken ?? undefined
    const now = Math.floor(Date.now() / 1000)
    const usual = {
      iss: origin,
      aud: clientId,
      sub: hostilePerson.sub,
      nonce,
      iat: now,
      exp: now + 300,
      auth_time: now,
    }
    const header = { alg: 'RS256', kid: 'own', ...portal.header }
    return new SignJWT({ ...usual, ...portal.claims })
      .setProtectedHeader(header)
      .sign(portal.usesForeignKey ? foreign.privateKey : own.privateKey)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume()
    const path = (request.url ?? '/').split('?')[0]
    if (path === '/keys') return send(response, { keys: [jwk] })
    if (path === '/me') return send(response, { ...hostilePerson, ...portal.userinfo })
    if (path === '/token') {
      portal.asked += 1
      return send(response, {
        access_token: randomUUID(),
        token_type: 'Bearer',
        expires_in: 300,
        id_token: await signed(),
      })
    }
    send(response, { ...endpoints(origin), ...portal.discovery })
  }

  return portal
}

const send = (response: ServerResponse, body: unknown): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const endpoints = (origin: string) => ({
  issuer: origin,
  authorization_endpoint: `${origin}/authorize`,
  token_endpoint: `${origin}/token`,
  userinfo_endpoint: `${origin}/me`,
  jwks_uri: `${origin}/keys`,
  response_types_supported: ['code'],
  id_token_signing_alg_values_supported: ['RS256'],
})
