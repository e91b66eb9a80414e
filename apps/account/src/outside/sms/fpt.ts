// FPT SMS: a token first (kept until it ends), then the message in base64. A token that is no longer good is renewed once.
import { z } from 'zod'
import { askJson, type Asked, failedStatus, parseJson } from './ask.ts'
import { asDialled, type Gateway, refused, type Sms, type SmsRefused, type SmsResult } from './gateway.ts'

export type FptSettings = { url: string; clientId: string; clientSecret: string; brandname: string }

type Token = { ok: true; value: string; session: string; until: number }

const tokenReply = z.object({ access_token: z.string(), expires_in: z.coerce.number().default(3600) })
const reply = z.object({ MessageId: z.coerce.string() })
const errorReply = z.object({ error: z.coerce.string() })

const tokenOver = new Set(['1011', '1013'])
/** The same text to the same number within 5 min: ours, taken before. */
const takenBefore = new Set(['2501', '1'])
const unfit = new Set(['1008', '2513', '-8', '2518', '-20', '2519', '-18'])
/** Seconds before its end that a token is given up. */
const tokenMargin = 60

export function createFpt(settings: FptSettings): Gateway {
  let kept: Promise<Token | SmsRefused> | undefined

  /** Parallel messages wait for one token: each takes the last one's, if that is still good by this process's own clock. */
  async function reuse(last: typeof kept, signal: AbortSignal): Promise<Token | SmsRefused> {
    const known = await last
    return known?.ok && performance.now() < known.until ? known : askToken(settings, signal)
  }

  async function sendOnce(sms: Sms, signal: AbortSignal): Promise<SmsResult> {
    kept = reuse(kept, signal)
    const token = await kept
    if (!token.ok) return token
    const answer = await askJson(`${settings.url}/api/push-brandname-otp`, sendRequest(settings, sms, token), {
      signal,
    })
    return answer.ok ? readReply(answer) : answer
  }

  return {
    name: 'fpt',
    async send(sms, signal) {
      const sent = await sendOnce(sms, signal)
      if (sent.ok || !tokenOver.has(sent.error.replace('code ', ''))) return sent
      kept = undefined
      return sendOnce(sms, signal)
    },
  }
}

async function askToken(
  { url, clientId, clientSecret }: FptSettings,
  signal: AbortSignal,
): Promise<Token | SmsRefused> {
  const session = crypto.randomUUID().replaceAll('-', '')
  const answer = await askJson(
    `${url}/oauth2/token`,
    {
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'send_brandname_otp',
      session_id: session,
    },
    { signal },
  )
  // Without a token no message has left: a silence here is no ambiguity.
  if (!answer.ok) return refused('refused', `token: ${answer.error}`)
  const read = tokenReply.safeParse(parseJson(answer.body))
  if (!read.success) return errorOf(answer) ?? refused('refused', 'token: unreadable reply')
  const life = Math.max(0, read.data.expires_in - tokenMargin)
  return { ok: true, value: read.data.access_token, session, until: performance.now() + life * 1000 }
}

const sendRequest = (settings: FptSettings, sms: Sms, token: Token) => ({
  access_token: token.value,
  session_id: token.session,
  BrandName: settings.brandname,
  Phone: asDialled(sms.phone),
  Message: Buffer.from(sms.text, 'utf8').toString('base64'),
  RequestId: sms.requestId,
})

function readReply(answer: Asked & { ok: true }): SmsResult {
  const read = reply.safeParse(parseJson(answer.body))
  if (read.success) return { ok: true, ref: read.data.MessageId }
  const error = errorOf(answer)
  if (error && takenBefore.has(error.error.replace('code ', ''))) return { ok: true, ref: '' }
  return error ?? failedStatus(answer) ?? refused('ambiguous', 'unreadable reply')
}

function errorOf(answer: { body: string }): SmsRefused | undefined {
  const read = errorReply.safeParse(parseJson(answer.body))
  if (!read.success) return undefined
  const code = read.data.error.slice(0, 10)
  return refused(unfit.has(code) ? 'unfit' : 'refused', `code ${code}`)
}
