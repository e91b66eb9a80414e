// SpeedSMS in its own shape (domain.md §4.2): JSON, the token as user name; every error with its code. It has no receipts here.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { jsonApi } from '../../api/json-api.ts'
import { answerAs, codeOfNumber, type GatewayDeps, international, mobileOf } from '../gateway-deps.ts'

export const speedsmsToken = 'sandbox-token'

const fields = z.strictObject({
  to: z.array(z.string()).min(1),
  content: z.string().min(1),
  sms_type: z.number().int().min(2).max(5),
  sender: z.string(),
})

export function speedsmsRoutes(app: FastifyInstance, deps: GatewayDeps): void {
  app.post('/gateways/speedsms/index.php/sms/send', jsonApi, async (request, reply) =>
    answerAs(deps, reply, () => ({ body: take(deps, request.headers.authorization, request.body) })),
  )
}

function take({ carrier }: GatewayDeps, authorization: string | undefined, body: unknown) {
  if (authorization !== `Basic ${Buffer.from(`${speedsmsToken}:x`).toString('base64')}`) return error('101', 'token')
  const read = fields.safeParse(body)
  if (!read.success) return error('201', 'fields')
  const { to, content, sms_type: type, sender } = read.data
  if (type === 2 ? sender !== '' : sender === '') return error('101', 'sender')
  const [first = ''] = to
  const phone = mobileOf(first, international)
  if (!phone) return success('', [first])
  if (codeOfNumber(phone) === '300') return error('300', 'balance')
  const taken = carrier.take({ phone, from: sender || 'SpeedSMS', text: content, requestId: null })
  return success(taken?.id ?? '', [])
}

const error = (code: string, message: string) => ({ status: 'error', code, message })
const success = (tranId: string, invalidPhone: string[]) => ({
  status: 'success',
  code: '00',
  data: { tranId, totalSMS: 1, totalPrice: 250, invalidPhone },
})
