// Forms are answered only when they came from our own page: Sec-Fetch-Site, Origin, and a token bound to the browser.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

export type ForgeryGuard = { cookie: string; secret: string; origin: string }

const browserId = /^[\w-]{43}$/
const year = 365 * 24 * 3600

/** The browser's own random id, set as a cookie at first sight. It identifies a browser, never a person. */
export function browserOf(guard: ForgeryGuard, request: FastifyRequest, reply: FastifyReply): string {
  const known = request.browserId ?? request.cookies[guard.cookie]
  if (known && browserId.test(known)) return known
  const fresh = randomBytes(32).toString('base64url')
  request.browserId = fresh
  const secure = guard.origin.startsWith('https:')
  reply.setCookie(guard.cookie, fresh, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: year })
  return fresh
}

/** The token that a form of this browser carries. */
export const formToken = (guard: ForgeryGuard, browser: string): string =>
  createHmac('sha256', guard.secret).update(`form ${browser}`).digest('base64url')

/** True where the POST came from a page of ours in this browser. */
export function isOwnForm(guard: ForgeryGuard, request: FastifyRequest): boolean {
  const browser = request.cookies[guard.cookie]
  const sent = (request.body as { _token?: unknown } | undefined)?._token
  if (!browser || !browserId.test(browser) || typeof sent !== 'string') return false
  return isSameSite(guard, request) && equal(sent, formToken(guard, browser))
}

function isSameSite(guard: ForgeryGuard, request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = request.headers
  return origin === undefined || origin === guard.origin
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
