// The client's side of a trip to the portal, step by step, so that each step can be done wrong.
import { createHash, randomBytes } from 'node:crypto'
import type { Sandbox } from '../start-sandbox.ts'
import type { Browser, Page } from './browser.ts'

export const accountOrigin = 'http://localhost:4000'
const random = () => randomBytes(32).toString('base64url')

export type Trip = { state: string; nonce: string; verifier: string; url: string }

/** An address that asks the portal to sign somebody in; `more` changes or (by undefined) drops parameters. */
export function newTrip(sandbox: Sandbox, more: Record<string, string | undefined> = {}): Trip {
  const [state, nonce, verifier] = [random(), random(), random()]
  const parameters = {
    response_type: 'code',
    client_id: 'motcua-account',
    redirect_uri: `${accountOrigin}/portal/callback`,
    scope: 'openid',
    acr_values: 'LoA1',
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  }
  const url = new URL(`${sandbox.portalOrigin}/oauth2/authorize`)
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) url.searchParams.set(name, value)
  return { state, nonce, verifier, url: url.href }
}

/** To the sign-in page: its address and what stands on it. */
export async function arrive(browser: Browser, trip: Trip): Promise<{ url: string; page: Page }> {
  const url = (await browser.get(trip.url)).location!
  return { url, page: await browser.get(url) }
}

/** Picks somebody with one click; gives the way back to the client. */
export async function pick(sandbox: Sandbox, browser: Browser, trip: Trip, name = 'Phạm Quốc Huy'): Promise<URL> {
  const { url, page } = await arrive(browser, trip)
  const person = sandbox.people.search(name, 1)[0]!
  return new URL((await browser.submit(url, page, '/commonauth/pick', { person: person.techId })).location!)
}

export function redeem(
  sandbox: Sandbox,
  trip: Trip,
  code: string,
  more: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: `${accountOrigin}/portal/callback`,
    client_id: 'motcua-account',
    client_secret: 'sandbox-portal-secret',
    code_verifier: trip.verifier,
    ...more,
  })
  return fetch(`${sandbox.portalOrigin}/oauth2/token`, { method: 'POST', body })
}

/** A whole trip by one click, to the tokens. */
export async function tokensOf(sandbox: Sandbox, browser: Browser, name?: string) {
  const trip = newTrip(sandbox)
  const back = await pick(sandbox, browser, trip, name)
  const answer = await redeem(sandbox, trip, back.searchParams.get('code')!)
  return { trip, tokens: (await answer.json()) as { access_token: string; id_token: string } }
}

export async function userinfoOf(sandbox: Sandbox, accessToken: string, method = 'GET') {
  const headers = { authorization: `Bearer ${accessToken}` }
  const answer = await fetch(`${sandbox.portalOrigin}/oauth2/userinfo`, { method, headers })
  return { status: answer.status, claims: (await answer.json()) as Record<string, string> }
}
