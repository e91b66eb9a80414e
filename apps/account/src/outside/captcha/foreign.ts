// A foreign captcha (reCAPTCHA v2, v3, Turnstile): its vendor is asked whether a token is good, and remembered as away where it does not say.
import { z } from 'zod'
import { ask, parseJson } from '../sms/ask.ts'
import { type ForeignKind, type Vendor, vendors } from './vendors.ts'

export type ForeignSettings = {
  kind: ForeignKind
  siteKey: string
  secretKey: string
  /** The vendor's where it is not set. */
  verifyUrl?: string | undefined
  /** Ours: a token that was made at another site is refused. */
  hostname: string
  minScore: number
  /** Seconds: how long an answer may take, and for how long the vendor then counts as away. */
  timeout: number
  rest: number
  onAway: (reason: string) => void
}

export type ForeignCaptcha = Pick<ForeignSettings, 'kind' | 'siteKey'> & {
  vendor: Vendor
  /** Whether pages should rather show our own; ends by itself, and with the next answer. */
  isAway: () => boolean
  /** `away`: nobody knows. Our own keys being refused counts as that, too: it is no fault of the person's. */
  verify: (token: string, action: string) => Promise<'human' | 'refused' | 'away'>
}

const reply = z.object({
  success: z.boolean(),
  hostname: z.string().optional(),
  action: z.string().optional(),
  score: z.number().optional(),
  'error-codes': z.array(z.string()).default([]),
})
type Reply = z.infer<typeof reply>

/** Codes that speak of us or of the vendor; every other one speaks of the token. */
const notTheTokens = new Set([
  'missing-input-secret',
  'invalid-input-secret',
  'invalid-parsed-secret',
  'invalid-widget-id',
  'internal-error',
])

export function createForeignCaptcha(settings: ForeignSettings): ForeignCaptcha {
  const { kind, siteKey, rest, onAway } = settings
  const vendor = vendors[kind]
  // One process's own memory of its own calls: no fact that another node must share.
  let awayUntil = 0
  return {
    kind,
    siteKey,
    vendor,
    isAway: () => performance.now() < awayUntil,
    async verify(token, action) {
      const asked = await askVendor(settings, token)
      if (asked.ok) {
        awayUntil = 0
        return isGood(asked.reply, { ...settings, vendor, action }) ? 'human' : 'refused'
      }
      awayUntil = performance.now() + rest * 1000
      onAway(asked.reason)
      return 'away'
    },
  }
}

type Asked = { ok: true; reply: Reply } | { ok: false; reason: string }

/** The person's address is not told: both vendors take it as optional. */
async function askVendor({ kind, verifyUrl, secretKey, timeout }: ForeignSettings, token: string): Promise<Asked> {
  const answer = await ask(verifyUrl ?? vendors[kind].siteverify, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ secret: secretKey, response: token }).toString(),
    signal: AbortSignal.timeout(timeout * 1000),
  })
  if (!answer.ok) return { ok: false, reason: answer.error }
  const read = reply.safeParse(answer.status < 500 ? parseJson(answer.body) : undefined)
  if (!read.success) return { ok: false, reason: `unreadable, http ${answer.status}` }
  const ours = read.data['error-codes'].find((code) => notTheTokens.has(code))
  return ours ? { ok: false, reason: ours } : { ok: true, reply: read.data }
}

type Expected = { vendor: Vendor; action: string; hostname: string; minScore: number }

const isGood = (said: Reply, { vendor, action, hostname, minScore }: Expected): boolean =>
  said.success &&
  said.hostname === hostname &&
  (!vendor.tellsAction || said.action === action) &&
  (!vendor.tellsScore || (said.score ?? 0) >= minScore)
