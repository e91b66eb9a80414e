// "Tôi không phải là người máy": the part of a form, and its check. Each captcha works once, within 5 minutes, in one browser, for one purpose.
import { readClock } from '@motcua/db/clock.ts'
import type { Db } from '@motcua/db/query.ts'
import { addAsset, assetUrl } from '@motcua/ui/assets.ts'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { addressOf } from '@motcua/web/create-app.ts'
import { randomToken, tokenHash } from '@motcua/web/keyed-hash.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { limits } from '../limits.ts'
import { useCaptcha } from '../records/captchas/store.ts'
import { takeHit } from '../records/limits/take-hit.ts'
import { type Result, refuse } from '../result.ts'
import { browserIdOf } from './browser.ts'
import { dropCookie, setCookie } from './cookies.ts'
import { words } from './messages/captcha.ts'

export const captchaPurposes = ['register-otp', 'forgot', 'reset', 'register'] as const
export type CaptchaPurpose = (typeof captchaPurposes)[number]

// The widget without bundled styles and workers, which the strict content policy asks for.
const widgetFolder = dirname(dirname(createRequire(import.meta.url).resolve('altcha/altcha.css')))
addAsset('altcha.js', readFileSync(join(widgetFolder, 'external/altcha.min.js')))
addAsset('altcha.css', readFileSync(join(widgetFolder, 'external/altcha.css')))
addAsset('altcha-worker.js', readFileSync(join(widgetFolder, 'workers/pbkdf2.js')))

/** Stands inside a `<Form>`; the way without JavaScript leads over a page that waits, so it stands before anything is typed. */
export function Captcha({
  shell,
  purpose,
  error,
}: {
  shell: Shell
  purpose: CaptchaPurpose
  error?: string | undefined
}) {
  const say = words[shell.language]
  const back = shell.path.split('?')[0] ?? '/'
  const wait = `${inLanguage(shell.language, '/captcha')}?for=${purpose}&next=${encodeURIComponent(back)}`
  return (
    <div class={error ? 'field captcha bad' : 'field captcha'} id="captcha">
      <link rel="stylesheet" href={assetUrl('altcha.css')} />
      <altcha-widget
        challenge={`/captcha/challenge?for=${purpose}`}
        language={shell.language}
        data-label={say.label}
        data-worker={assetUrl('altcha-worker.js')}
      />
      {error ? <span class="error">{error}</span> : null}
      <span class="hint">
        {say.without} <a href={wait}>{say.wait}</a>
      </span>
      <script type="module" src={assetUrl('altcha.js')} />
      <script type="module" src={assetUrl('captcha.js')} />
    </div>
  )
}

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'altcha-widget': { challenge: string; language: string; 'data-label': string; 'data-worker': string }
    }
  }
}

type Needs = {
  db: Db
  config: Config
  secret: string
  captcha: {
    readSolution: (payload: string) => Promise<{ id: string; purpose: string; browser: string; at: number } | null>
  }
}

/** The form field `altcha`, or the cookie of the waiting page. Uses it up, right or wrong. */
export async function checkCaptcha(deps: Needs, request: FastifyRequest, purpose: CaptchaPurpose): Promise<Result> {
  const payload = (request.body as { altcha?: unknown } | undefined)?.altcha
  const browser = request.cookies['account_browser'] ?? ''
  if (typeof payload === 'string' && payload !== '') return checkPuzzle(deps, { payload, browser, purpose })
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
  const limit = { name: 'captcha-waited', subject: addressOf(request), limit: limits.captchaWithoutScript }
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
