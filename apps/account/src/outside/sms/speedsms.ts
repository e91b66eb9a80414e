// The SpeedSMS gateway: JSON over HTTP with the token as user name. Its receipts have no documented form, so none are read.
import { z } from 'zod'
import { askJson, failedStatus, parseJson } from './ask.ts'
import { type Gateway, refused, type SmsResult, withCountry } from './gateway.ts'

/** `type`: 2 customer care, 3 brandname, 4 notify, 5 own number. */
export type SpeedsmsSettings = { url: string; token: string; sender: string; type: number }

const reply = z.object({
  status: z.string(),
  code: z.coerce.string().default(''),
  data: z
    .object({ tranId: z.coerce.string().default(''), invalidPhone: z.array(z.unknown()).default([]) })
    .partial()
    .optional(),
})

export function createSpeedsms({ url, token, sender, type }: SpeedsmsSettings): Gateway {
  const authorization = `Basic ${Buffer.from(`${token}:x`).toString('base64')}`
  return {
    name: 'speedsms',
    async send(sms, signal) {
      const body = { to: [withCountry(sms.phone)], content: sms.text, sms_type: type, sender: type === 2 ? '' : sender }
      const answer = await askJson(`${url}/index.php/sms/send`, body, { signal, headers: { authorization } })
      return answer.ok ? (failedStatus(answer) ?? readReply(parseJson(answer.body))) : answer
    },
  }
}

function readReply(body: unknown): SmsResult {
  const read = reply.safeParse(body)
  if (!read.success) return refused('ambiguous', 'unreadable reply')
  const { status, code, data } = read.data
  if (status === 'success' && data?.invalidPhone?.length) return refused('permanent', 'invalid phone')
  if (status === 'success') return { ok: true, ref: data?.tranId ?? '' }
  // 101 keys or sender, 300 balance and the like: another gateway may still take it.
  return refused(code === '101' || code === '300' ? 'unfit' : 'refused', `code ${code.slice(0, 10)}`)
}
