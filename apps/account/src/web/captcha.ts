// "Tôi không phải là người máy": its check. Each captcha works once, within 5 minutes, in one browser, for one purpose.
import { readClock } from '@motcua/db/clock.ts'
import type { Db } from '@motcua/db/query.ts'
import { addressOf } from '@motcua/web/create-app.ts'
import { randomToken, tokenHash } from '@motcua/web/keyed-hash.ts'
import { countedNetwork } from '@motcua/web/networks.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { limits } from '../limits.ts'
import { useCaptcha } from '../records/captchas/store.ts'
import { takeHit } from '../records/limits/take-hit.ts'
import { type Result, refuse } from '../result.ts'
import { browserIdOf } from './browser.ts'
import { dropCookie, setCookie } from './cookies.ts'

export const captchaPurposes = ['register-otp', 'forgot', 'reset', 'register'] as const
export type CaptchaPurpose = (typeof captchaPurposes)[number]

/** As a foreign captcha names what it is for: letters, digits and underscores. */
export const actionOf = (purpose: CaptchaPurpose): string => purpose.replaceAll('-', '_')

type Needs = {
  db: Db
  config: Config
  secret: string
  captcha: {
    readSolution: (payload: string) => Promise<{ id: string; purpose: string; browser: string; at: number } | null>
  }
  foreignCaptcha: {
    vendor: { field: string }
    verify: (token: string, action: string) => Promise<'human' | 'refused' | 'away'>
  } | null
}

/** Our puzzle (always taken), a foreign captcha's token, or the cookie of the waiting page. Uses it up, right or wrong. */
export async function checkCaptcha(deps: Needs, request: FastifyRequest, purpose: CaptchaPurpose): Promise<Result> {
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>
  const payload = body['altcha']
  const token = deps.foreignCaptcha ? body[deps.foreignCaptcha.vendor.field] : undefined
  const browser = request.cookies['account_browser'] ?? ''
  if (typeof payload === 'string' && payload !== '') return checkPuzzle(deps, { payload, browser, purpose })
  if (typeof token === 'string' && token !== '') return checkForeign(deps, token, purpose)
  return checkWaited(deps, request, { browser, purpose })
}

async function checkPuzzle(
  deps: Needs,
  sent: { payload: string; browser: string; purpose: CaptchaPurpose },
): Promise<Result> {
  const solved = sent.payload.length < 5000 ? await deps.captcha.readSolution(sent.payload) : null
  const isOurs = solved?.purpose === sent.purpose && solved.browser === browserMark(sent.browser)
  if (!solved || !isOurs) return refuse('captcha-wrong')
  const used = await useCaptcha(deps.db, { id: solved.id, at: new Date(solved.at), ripeAfter: 0 })
  return used ? { ok: true } : refuse('captcha-wrong')
}

/** Its vendor takes a token once, and so do we: its memory of a moment ago may not have reached all of its machines. */
async function checkForeign(deps: Needs, token: string, purpose: CaptchaPurpose): Promise<Result> {
  const isToken = token.length < 5000 && /^[\w.~+/=-]+$/.test(token)
  const verdict = isToken ? await deps.foreignCaptcha?.verify(token, actionOf(purpose)) : 'refused'
  if (verdict === 'away') return refuse('captcha-away')
  if (verdict !== 'human') return refuse('captcha-wrong')
  const id = tokenHash(`foreign captcha ${token}`)
  const used = await useCaptcha(deps.db, { id, at: await readClock(deps.db), ripeAfter: 0 })
  return used ? { ok: true } : refuse('captcha-wrong')
}

/** A puzzle carries no cookie's value, only its hash. */
export const browserMark = (browser: string): string => tokenHash(`captcha ${browser}`).slice(0, 22)

const cookie = 'account_captcha'
const waited = z.object({ id: z.string(), purpose: z.string(), browser: z.string(), at: z.number() })

async function checkWaited(
  deps: Needs,
  request: FastifyRequest,
  asked: { browser: string; purpose: CaptchaPurpose },
): Promise<Result> {
  const read = waited.safeParse(unseal(deps.secret, 'captcha-wait', request.cookies[cookie]))
  if (!read.success || read.data.purpose !== asked.purpose || read.data.browser !== browserMark(asked.browser))
    return refuse('captcha-missing')
  const limit = {
    name: 'captcha-waited',
    subject: countedNetwork(addressOf(request)),
    limit: limits.captchaWithoutScript,
  }
  const hit = await takeHit(deps.db, limit)
  if (!hit.ok) return refuse('address-limit', { retryAfter: hit.retryAfter })
  const { id, at } = read.data
  const used = await useCaptcha(deps.db, { id, at: new Date(at), ripeAfter: limits.captcha.ripen })
  return used ? { ok: true } : refuse('captcha-missing')
}

/** The waiting page: begins the 30 s, or says how many are left; 0 when the form may be sent. */
export async function waitForCaptcha(
  deps: Needs,
  request: FastifyRequest,
  reply: FastifyReply,
  purpose: CaptchaPurpose,
): Promise<number> {
  const browser = browserMark(browserIdOf(reply))
  const now = (await readClock(deps.db)).getTime()
  const read = waited.safeParse(unseal(deps.secret, 'captcha-wait', request.cookies[cookie]))
  const { ripen, life } = limits.captcha
  const going = read.success && read.data.purpose === purpose && read.data.browser === browser ? read.data : undefined
  const age = going ? (now - going.at) / 1000 : Number.POSITIVE_INFINITY
  if (age < life - ripen) return Math.max(0, Math.ceil(ripen - age))
  const value = seal(deps.secret, 'captcha-wait', { id: randomToken(), purpose, browser, at: now })
  setCookie(reply, deps.config, { name: cookie, value, maxAge: life })
  return ripen
}

/** After a form was sent with it the waiting token is of no more use. */
export const dropWaited = (reply: FastifyReply) => dropCookie(reply, cookie)
