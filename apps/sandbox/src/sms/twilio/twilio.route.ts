// Twilio in its own shape (domain.md §4.7): a form, 201 with a sid, receipts by signed POST.
import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { callBack } from '../call-back.ts'
import { answerAs, codeOfNumber, type GatewayDeps, mobileOf } from '../gateway-deps.ts'

export const twilioKeys = { accountSid: 'ACsandbox', authToken: 'sandbox-token', from: 'MOTCUA' }

const fields = z.strictObject({
  To: z.string(),
  From: z.string().optional(),
  MessagingServiceSid: z.string().optional(),
  Body: z.string().min(1),
  StatusCallback: z.url().optional(),
})

export function twilioRoutes(app: FastifyInstance, deps: GatewayDeps): void {
  const path = `/gateways/twilio/2010-04-01/Accounts/${twilioKeys.accountSid}/Messages.json`
  app.post(path, { config: { machine: true } }, async (request, reply) =>
    answerAs(deps, reply, () => take(deps, request.headers.authorization, request.body)),
  )
}

const right = `Basic ${Buffer.from(`${twilioKeys.accountSid}:${twilioKeys.authToken}`).toString('base64')}`

function take({ carrier, timers }: GatewayDeps, authorization: string | undefined, body: unknown) {
  if (authorization !== right) return error(401, 20003)
  const read = fields.safeParse(body)
  if (!read.success) return error(400, 21603)
  const { To, From, MessagingServiceSid, Body, StatusCallback } = read.data
  if (From !== twilioKeys.from && !MessagingServiceSid?.startsWith('MG')) return error(400, 21212)
  const phone = mobileOf(To, /^\+84\d{9}$/)
  if (!phone) return error(400, 21211)
  const code = Number(codeOfNumber(phone))
  if (code) return error(code === 20429 ? 429 : 400, code)
  const taken = carrier.take({ phone, from: twilioKeys.from, text: Body, requestId: null }, ({ id, fate }) => {
    if (!StatusCallback) return undefined
    const status = fate === 'delivered' ? 'delivered' : 'undelivered'
    const sent = { MessageSid: `SM${id}`, MessageStatus: status, To, AccountSid: twilioKeys.accountSid }
    return callBack(timers, StatusCallback, signed(StatusCallback, sent))
  })
  return { status: 201, body: { sid: `SM${taken?.id}`, status: 'queued', to: To } }
}

function signed(url: string, sent: Record<string, string>): RequestInit {
  const text = Object.entries(sent)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flat()
    .join('')
  const signature = createHmac('sha1', twilioKeys.authToken).update(`${url}${text}`).digest('base64')
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature }
  return { method: 'POST', headers, body: new URLSearchParams(sent).toString() }
}

const error = (status: number, code: number) => ({ status, body: { code, message: `error ${code}`, status } })
