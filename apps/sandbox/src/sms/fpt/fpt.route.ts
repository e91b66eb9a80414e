// FPT SMS in its own shape (domain.md §4.5): a token first, then the message in base64; the same text twice in 5 min is refused.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { jsonApi } from '../../api/json-api.ts'
import { createMemory } from '../../memory.ts'
import { answerAs, codeOfNumber, type GatewayDeps, mobileOf } from '../gateway-deps.ts'

export const fptKeys = { clientId: 'sandbox-client', clientSecret: 'sandbox-secret', brandname: 'MOTCUA' }

const tokenRequest = z.strictObject({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.literal('send_brandname_otp'),
  session_id: z.string().min(1),
})
const send = z.strictObject({
  access_token: z.string(),
  session_id: z.string(),
  BrandName: z.string(),
  Phone: z.string(),
  Message: z.base64(),
  RequestId: z.string().min(1),
})

/** Seconds. */
const tokenLife = 3600
const sameTextLife = 300

export function fptRoutes(app: FastifyInstance, deps: GatewayDeps & { now: () => number }): void {
  const tokens = createMemory<string>({ life: tokenLife, most: 1000, now: deps.now })
  const texts = createMemory<true>({ life: sameTextLife, most: 10_000, now: deps.now })

  app.post('/gateways/fpt/oauth2/token', jsonApi, async (request, reply) =>
    answerAs(deps, reply, () => {
      const { client_id, client_secret, session_id } = tokenRequest.safeParse(request.body).data ?? {}
      if (client_id !== fptKeys.clientId || client_secret !== fptKeys.clientSecret) return error('1008')
      const token = randomBytes(16).toString('hex')
      tokens.put(token, session_id ?? '')
      return { body: { access_token: token, expires_in: tokenLife, token_type: 'Bearer', scope: 'send_brandname_otp' } }
    }),
  )

  app.post('/gateways/fpt/api/push-brandname-otp', jsonApi, async (request, reply) =>
    answerAs(deps, reply, () => {
      const read = send.safeParse(request.body)
      if (!read.success) return error('1002')
      const { access_token: token, session_id: session, BrandName: from, Phone, Message, RequestId } = read.data
      if (tokens.get(token) !== session) return error('1011')
      if (from !== fptKeys.brandname) return error('2513')
      const text = Buffer.from(Message, 'base64').toString('utf8')
      if (!/^[\x20-\x7e\n]+$/.test(text)) return error('2518')
      const phone = mobileOf(Phone, /^(0|84)\d{9}$/)
      if (!phone) return error('2504')
      const code = codeOfNumber(phone)
      if (code === '1013') tokens.drop(token)
      if (code) return error(code)
      if (texts.get(`${phone} ${text}`)) return error('2501')
      texts.put(`${phone} ${text}`, true)
      const taken = deps.carrier.take({ phone, from, text, requestId: RequestId })
      return taken ? { body: { MessageId: taken.id, Phone, BrandName: from } } : error('2501')
    }),
  )
}

const error = (code: string) => ({ status: 400, body: { error: Number(code), error_description: `error ${code}` } })
