// An alarm to the operator's own system: JSON, signed, never following a redirect.
import { createHmac } from 'node:crypto'

export type PostAlarm = (url: string, body: object, at: Date) => Promise<void>

/**
 * `Motcua-Signature: t=<seconds>,v1=<hex HMAC-SHA-256 of "t.body">`: the receiver checks it and that t is not old.
 * Throws where the answer is not 2xx within `timeout` seconds.
 */
export function createWebhook({ secret, timeout }: { secret: string; timeout: number }): PostAlarm {
  return async (url, body, at) => {
    const text = JSON.stringify(body)
    const t = Math.floor(at.getTime() / 1000)
    const v1 = createHmac('sha256', secret).update(`${t}.${text}`).digest('hex')
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'motcua-signature': `t=${t},v1=${v1}` },
      body: text,
      signal: AbortSignal.timeout(timeout * 1000),
      redirect: 'error',
    })
    if (!answer.ok) throw new Error(`http ${answer.status}`)
  }
}
