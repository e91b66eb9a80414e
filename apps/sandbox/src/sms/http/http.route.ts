// A house gateway that takes JSON over HTTP, for the configurable adapter: its own field names, a key in a header, receipts by POST.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { jsonApi } from '../../api/json-api.ts'
import { callBack } from '../call-back.ts'
import { answerAs, codeOfNumber, type GatewayDeps, international, mobileOf } from '../gateway-deps.ts'

export const httpKey = 'sandbox-key'

const fields = z.strictObject({
  recipient: z.string(),
  message: z.strictObject({ text: z.string().min(1), sender: z.literal('MOTCUA') }),
  reference: z.string().min(1),
  receipt: z.url(),
})

export function httpRoutes(app: FastifyInstance, deps: GatewayDeps): void {
  app.post('/gateways/http/send', jsonApi, async (request, reply) =>
    answerAs(deps, reply, () => take(deps, request.headers['x-api-key'], request.body)),
  )
}

function take({ carrier, timers }: GatewayDeps, key: unknown, body: unknown) {
  if (key !== httpKey) return { status: 401, body: { data: { status: 'key' } } }
  const read = fields.safeParse(body)
  if (!read.success) return { status: 400, body: { data: { status: 'fields' } } }
  const { recipient, message, reference, receipt } = read.data
  const phone = mobileOf(recipient, international)
  if (!phone || codeOfNumber(phone)) return { body: { data: { status: 'recipient' } } }
  const load = { phone, from: message.sender, text: message.text, requestId: reference }
  const taken = carrier.take(load, ({ id, fate }) =>
    callBack(timers, receipt, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, report: { status: fate === 'delivered' ? 'DELIVRD' : 'UNDELIV' } }),
    }),
  )
  return { body: { data: { status: 'ok', id: taken?.id ?? 'taken-before' } } }
}
