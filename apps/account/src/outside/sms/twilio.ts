// Twilio: a form over HTTP, receipts by signed POST to the callback.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { ask, failedStatus, parseJson } from './ask.ts'
import { type Fate, type Gateway, type ReceiptRequest, refused, type Sms, type SmsResult } from './gateway.ts'

/** `from`: a number or sender id, or a messaging service ("MG…"). */
export type TwilioSettings = { url: string; accountSid: string; authToken: string; from: string }

const reply = z.object({ sid: z.string() })
const errorReply = z.object({ code: z.coerce.string() })

// 21211, 21214 no number, 21217 not reachable so, 21610 opted out, 21614 no mobile.
const permanent = new Set(['21211', '21214', '21217', '21610', '21614'])
const notNow = new Set(['20429', '21611', '14107', '20500', '20503'])

export function createTwilio(settings: TwilioSettings): Gateway {
  const { url, accountSid, authToken } = settings
  const headers = {
    authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  return {
    name: 'twilio',
    readReceipt: (receipt) => (isSigned(authToken, receipt) ? fateOf(receipt.fields['MessageStatus']) : undefined),
    async send(sms, signal) {
      const body = new URLSearchParams(sendFields(settings, sms)).toString()
      const answer = await ask(`${url}/2010-04-01/Accounts/${accountSid}/Messages.json`, { signal, headers, body })
      return answer.ok ? readReply(answer) : answer
    },
  }
}

const sendFields = ({ from }: TwilioSettings, sms: Sms): Record<string, string> => ({
  To: sms.phone,
  ...(from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from }),
  Body: sms.text,
  StatusCallback: sms.callbackUrl,
})

function readReply(answer: { status: number; body: string }): SmsResult {
  const body = parseJson(answer.body)
  const failed = failedStatus(answer)
  if (!failed) {
    const read = reply.safeParse(body)
    return read.success ? { ok: true, ref: read.data.sid } : refused('ambiguous', 'unreadable reply')
  }
  const code = errorReply.safeParse(body).data?.code
  if (!code || notNow.has(code) || answer.status === 429 || answer.status >= 500) return failed
  return refused(permanent.has(code) ? 'permanent' : 'unfit', `code ${code.slice(0, 10)}`)
}

function fateOf(status: string | undefined): Fate | undefined {
  if (status === undefined) return undefined
  if (status === 'delivered') return 'delivered'
  return status === 'undelivered' || status === 'failed' ? 'failed' : 'waiting'
}

/** Twilio signs the address and the sorted fields with HMAC-SHA-1: its rule, and enough for a receipt. */
export function twilioSignature(authToken: string, { url, fields }: Pick<ReceiptRequest, 'url' | 'fields'>): string {
  const text = Object.keys(fields)
    .toSorted()
    .map((name) => `${name}${fields[name]}`)
  return createHmac('sha1', authToken)
    .update(`${url}${text.join('')}`)
    .digest('base64')
}

function isSigned(authToken: string, receipt: ReceiptRequest): boolean {
  const [sent, due] = [Buffer.from(receipt.signature ?? ''), Buffer.from(twilioSignature(authToken, receipt))]
  return sent.length === due.length && timingSafeEqual(sent, due)
}
