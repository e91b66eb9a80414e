// The eSMS.vn gateway: JSON over HTTP, brandname messages, receipts by GET to the callback.
import { z } from 'zod'
import { ask, askJson, failedStatus, parseJson } from './ask.ts'
import {
  asDialled,
  type Fate,
  type Gateway,
  type ReceiptRequest,
  refused,
  type SentSms,
  type Sms,
  type SmsResult,
} from './gateway.ts'

export type EsmsSettings = { url: string; apiKey: string; secretKey: string; brandname: string }

const reply = z.object({ CodeResult: z.string(), SMSID: z.string().optional() })
const state = z.object({ SendStatus: z.coerce.number(), SendSuccess: z.coerce.number().default(0) })

// 101 keys, 103 balance, 104 brandname, 118 type, 140 network address, 146 template, 177 network: not by this gateway.
const unfit = new Set(['101', '103', '104', '118', '140', '146', '177'])

export function createEsms(settings: EsmsSettings): Gateway {
  const base = `${settings.url}/MainService.svc/json`
  return {
    name: 'esms',
    readReceipt,
    async send(sms, signal) {
      const answer = await askJson(`${base}/SendMultipleMessage_V4_post_json/`, requestBody(settings, sms), { signal })
      return answer.ok ? (failedStatus(answer) ?? readReply(parseJson(answer.body))) : answer
    },
    async askFate({ ref }: SentSms, signal) {
      const query = new URLSearchParams({ RefId: ref, ApiKey: settings.apiKey, SecretKey: settings.secretKey })
      const answer = await ask(`${base}/GetSendStatus?${query}`, { method: 'GET', signal })
      const read = state.safeParse(answer.ok ? parseJson(answer.body) : undefined)
      return read.success ? fateOf(read.data.SendStatus, read.data.SendSuccess) : 'waiting'
    },
  }
}

const requestBody = (settings: EsmsSettings, sms: Sms) => ({
  ApiKey: settings.apiKey,
  SecretKey: settings.secretKey,
  Phone: asDialled(sms.phone),
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
  if (code === '100' || code === '124') return { ok: true, ref: ref ?? '' }
  if (code === '108') return refused('permanent', 'code 108')
  return refused(unfit.has(code) ? 'unfit' : 'refused', `code ${code.slice(0, 10)}`)
}

/** Unsigned: the unguessable path is what makes it believable. */
function readReceipt({ fields }: ReceiptRequest): Fate | undefined {
  const { SendStatus: status, SendSuccess: success } = fields
  return status === undefined ? undefined : fateOf(Number(status), Number(success))
}

/** 1 pending, 2 waiting, 4 rejected, 5 sent, 7 at the carrier; delivered is 5 with a success counted. */
function fateOf(status: number, success: number): Fate {
  if (status === 4) return 'failed'
  if (status !== 5) return 'waiting'
  return success >= 1 ? 'delivered' : 'failed'
}
