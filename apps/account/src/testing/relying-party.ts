// A relying party for tests: sends a browser to the provider, redeems its code, asks for claims; a system of the province in short.
import { createHash, randomBytes } from 'node:crypto'
import { decodeJwt } from 'jose'
import { saveListedParties } from '../provider/relying-parties.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import type { TestService } from './build-app.ts'

export const callback = 'https://mot-cua.example.vn/account/callback'
export const afterSignOut = 'https://mot-cua.example.vn/'
const client = { id: 'test-party', secret: 'a-secret-of-the-test-party-32-chars' }
const credentials = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`
const formType = 'application/x-www-form-urlencoded'

export const addRelyingParty = ({ deps }: TestService, logoutUri?: string, isRenewed = false) =>
  saveListedParties(deps, [
    {
      client_id: client.id,
      client_secret: client.secret,
      name_vi: 'Hệ thống thử',
      name_en: 'Test party',
      redirect_uris: [callback],
      post_logout_redirect_uris: [afterSignOut],
      ...(logoutUri ? { backchannel_logout_uri: logoutUri } : {}),
      ...(isRenewed ? { refresh_tokens: true } : {}),
    },
  ])

const newVerifier = () => randomBytes(32).toString('base64url')

/** What a correct request looks like; `more` changes it, an undefined value leaves a parameter out. */
export function authorization(verifier: string, more: Record<string, string | undefined> = {}): string {
  const query = {
    client_id: client.id,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid profile officer',
    state: 'state-of-the-test',
    nonce: 'nonce-of-the-test',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  }
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return `/oidc/auth?${new URLSearchParams(set)}`
}

/** Follows redirects within the service; gives the last answer, or the one that leads elsewhere. */
export async function follow(browser: Browser, url: string) {
  let answer = await browser.get(url)
  for (let hops = 0; hops < 8; hops += 1) {
    const to = pathOf(answer.headers.location)
    if (to === null) break
    answer = await browser.get(to)
  }
  return answer
}

/** An address of the service itself, whatever its port; null where it leads elsewhere. */
export function pathOf(location: string | string[] | number | undefined): string | null {
  const url = new URL(location === undefined ? 'none://none' : String(location), 'http://localhost')
  return url.hostname === 'localhost' ? `${url.pathname}${url.search}` : null
}

/** For somebody who is signed in: the code comes without a question. */
export async function codeFor(browser: Browser, more: Record<string, string | undefined> = {}) {
  const verifier = newVerifier()
  const answer = await follow(browser, authorization(verifier, more))
  const location = String(answer.headers.location ?? '')
  const code = location.startsWith(callback) ? new URL(location).searchParams.get('code') : null
  return { answer, location, verifier, code: code ?? '' }
}

type Tokens = { access_token: string; id_token: string; refresh_token?: string; error?: string }

export const redeem = (service: TestService, code: string, verifier: string) =>
  askTokens(service, { grant_type: 'authorization_code', code, redirect_uri: callback, code_verifier: verifier })

export const renew = (service: TestService, refreshToken: string) =>
  askTokens(service, { grant_type: 'refresh_token', refresh_token: refreshToken })

async function askTokens({ app }: TestService, body: Record<string, string>) {
  const headers = { authorization: credentials, 'content-type': formType }
  const payload = new URLSearchParams(body).toString()
  const answer = await app.inject({ method: 'POST', url: '/oidc/token', headers, payload })
  const tokens = answer.json<Tokens>()
  return { status: answer.statusCode, tokens, claims: tokens.id_token ? decodeJwt(tokens.id_token) : {} }
}

export async function tokensFor(service: TestService, browser: Browser, more: Record<string, string | undefined> = {}) {
  const { code, verifier } = await codeFor(browser, more)
  return redeem(service, code, verifier)
}

export const userinfo = ({ app }: TestService, token: string) =>
  app.inject({ url: '/oidc/userinfo', headers: { authorization: `Bearer ${token}` } })
