// The eSMS.vn gateway: JSON over HTTP, brandname messages, receipts by GET to the callback.
import { z } from 'zod'
import type { SendSms, Sms, SmsResult } from './gateway.ts'

/** `timeout` in seconds. */
export type EsmsSettings = { url: string; apiKey: string; secretKey: string; brandname: string; timeout: number }

const gateway = 'esms'
const reply = z.object({ CodeResult: z.string(), SMSID: z.string().optional() })

// 101 keys, 104 brandname, 118 type, 140 network address, 146 template: ours to mend, and so is 108, a bad phone.
const permanent = new Set(['101', '104', '108', '118', '140', '146', '177'])

export function createEsms(settings: EsmsSettings): SendSms {
  return async (sms) => {
    try {
      const answer = await fetch(`${settings.url}/MainService.svc/json/SendMultipleMessage_V4_post_json/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(requestBody(settings, sms)),
        signal: AbortSignal.timeout(settings.timeout * 1000),
        redirect: 'error',
      })
      return answer.ok ? readReply(await answer.json()) : refused('refused', `http ${answer.status}`)
    } catch (error) {
      return readFailure(error)
    }
  }
}

const requestBody = (settings: EsmsSettings, sms: Sms) => ({
  ApiKey: settings.apiKey,
  SecretKey: settings.secretKey,
  Phone: `0${sms.phone.replace(/^\+84/, '')}`,
  Content: sms.text,
  Brandname: settings.brandname,
  SmsType: '2',
  IsUnicode: '0',
  Sandbox: '0',
  RequestId: sms.requestId,
  CallbackUrl: sms.callbackUrl,
})

function readReply(body: unknown): SmsResult {
  const read = reply.safeParse(body)
  if (!read.success) return refused('ambiguous', 'unreadable reply')
  const { CodeResult: code, SMSID: ref } = read.data
  // 124: this request was taken before, so the message is on its way.
  if (code === '100' || code === '124') return { ok: true, gateway, ref: ref ?? '' }
  return refused(permanent.has(code) ? 'permanent' : 'refused', `code ${code}`)
}

// A time-out may come after the gateway took the message; the same RequestId makes the next try harmless.
function readFailure(error: unknown): SmsResult {
  const name = error instanceof Error ? error.name : ''
  return name === 'TimeoutError' ? refused('ambiguous', 'no answer') : refused('refused', 'not reached')
}

const refused = (failure: 'refused' | 'permanent' | 'ambiguous', error: string): SmsResult => ({
  ok: false,
  gateway,
  failure,
  error,
})
