// One whole direct sign-in, as browser and relying party play it: fails with the step's name at the first answer that is not as it
// should be. Its parts serve whoever wants to stop in the middle.
import { createHash, randomBytes } from 'node:crypto'
import { type Browser, expectPage, hidden, onward, openBrowser, Unexpected } from './browser.ts'
import type { Answer, Front } from './front.ts'
import type { Officer } from './officers.ts'

export type Party = { clientId: string; secret: string; redirectUri: string }

export type SignInDeps = {
  front: Front
  party: Party
  password: string
  /** The next code that comes to this phone. */
  codeFor: (phone: string) => Promise<string>
}

/**
 * Authorize → sign-in page → password → code page → code → session → OIDC code → tokens → userinfo. Pages, styles and scripts that a
 * browser keeps for a year are not fetched. Gives milliseconds.
 */
export async function signIn(deps: SignInDeps, officer: Officer, address: string): Promise<number> {
  const started = performance.now()
  const browser = openBrowser(deps.front, address)
  const visit = await comeFromDesk(browser, deps.party)
  const codePage = await givePassword(browser, visit.page, { number: officer.idNumber, password: deps.password })
  const answer = await giveNewestCode(deps, browser, { codePage, phone: officer.phone })
  await finishAtDesk(deps, browser, { visit, answer, officer })
  return performance.now() - started
}

/** A person whom the desk sent here, at the sign-in page. */
export type Visit = { page: string; state: string; verifier: string }

export async function comeFromDesk(browser: Browser, party: Party): Promise<Visit> {
  const verifier = randomBytes(32).toString('base64url')
  const state = randomBytes(16).toString('base64url')
  const toSignIn = await browser.get(authorizeAddress(party, verifier, state))
  const toForm = await browser.get(onward(toSignIn, 'authorize', '/sign-in/for/'))
  return {
    page: expectPage(await browser.get(onward(toForm, 'interaction', '/vi/sign-in?')), 'sign-in page'),
    state,
    verifier,
  }
}

/** Number and password → the code page. */
export async function givePassword(browser: Browser, page: string, typed: { number: string; password: string }) {
  const toCode = await browser.post('/vi/sign-in', { ...hidden(page, '/vi/sign-in'), ...typed })
  return expectPage(await browser.get(onward(toCode, 'password', '/vi/sign-in/code')), 'code page')
}

export const giveCode = (browser: Browser, codePage: string, code: string) =>
  browser.post('/vi/sign-in/code', { ...hidden(codePage, '/vi/sign-in/code'), code })

/** Where an earlier try sent a code as well, the older message may be read first: the page says so, and the next one is entered. */
export async function giveNewestCode(
  { codeFor }: Pick<SignInDeps, 'codeFor'>,
  browser: Browser,
  { codePage, phone }: { codePage: string; phone: string },
): Promise<Answer> {
  let answer = await giveCode(browser, codePage, await codeFor(phone))
  for (let more = 0; answer.status === 422 && more < 2; more += 1)
    answer = await giveCode(browser, answer.text, await codeFor(phone))
  return answer
}

type Finishing = { visit: Visit; answer: Awaited<ReturnType<typeof giveCode>>; officer: Officer }

/** From the code's answer to the name that the desk reads. */
export async function finishAtDesk(
  { front, party }: Pick<SignInDeps, 'front' | 'party'>,
  browser: Browser,
  finishing: Finishing,
) {
  const { visit, answer, officer } = finishing
  const back = await browser.get(onward(answer, 'code', '/oidc/auth/'))
  const code = codeOf(back, party, visit.state)
  const claims = await userinfo(front, await redeem(front, party, { code, verifier: visit.verifier }))
  if (claims.name !== officer.name) throw new Error(`userinfo: ${claims.name} instead of ${officer.name}`)
}

/** The code with which the provider sends somebody back to the desk. */
export function codeOf(back: Answer, party: Party, state: string): string {
  const callback = new URL(onward(back, 'OIDC code', party.redirectUri))
  if (callback.searchParams.get('state') !== state) throw new Error('callback: another state came back')
  return callback.searchParams.get('code') ?? ''
}

export function authorizeAddress(party: Party, verifier: string, state: string): string {
  const query = new URLSearchParams({
    client_id: party.clientId,
    redirect_uri: party.redirectUri,
    response_type: 'code',
    scope: 'openid profile officer',
    state,
    nonce: state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `/oidc/auth?${query}`
}

/** The desk's server has an address of its own. */
const deskAddress = '198.51.100.7'

type Redemption = { code: string; verifier: string }

/** Gives the access token. */
async function redeem(front: Front, party: Party, redemption: Redemption): Promise<string> {
  const answer = await askForTokens(front, party, redemption)
  const tokens = (answer.status === 200 ? JSON.parse(answer.text) : {}) as { id_token?: string; access_token?: string }
  if (!tokens.id_token || !tokens.access_token) throw new Unexpected('token', answer)
  return tokens.access_token
}

export const askForTokens = (front: Front, party: Party, { code, verifier }: Redemption): Promise<Answer> =>
  askTokenEndpoint(front, party, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: party.redirectUri,
    code_verifier: verifier,
  })

export const renewTokens = (front: Front, party: Party, refreshToken: string): Promise<Answer> =>
  askTokenEndpoint(front, party, { grant_type: 'refresh_token', refresh_token: refreshToken })

function askTokenEndpoint(front: Front, party: Party, fields: Record<string, string>): Promise<Answer> {
  const body = new URLSearchParams(fields).toString()
  const headers = {
    authorization: `Basic ${Buffer.from(`${party.clientId}:${party.secret}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  return front.send({ method: 'POST', path: '/oidc/token', headers, body, address: deskAddress })
}

async function userinfo(front: Front, accessToken: string): Promise<{ name?: string }> {
  const headers = { authorization: `Bearer ${accessToken}` }
  const answer = await front.send({ method: 'GET', path: '/oidc/userinfo', headers, address: deskAddress })
  if (answer.status !== 200) throw new Unexpected('userinfo', answer)
  return JSON.parse(answer.text) as { name?: string }
}
