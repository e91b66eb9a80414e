// Delivery receipts of the gateway: GET to an unguessable path (a named exception to "GET never writes").
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { noteReceipt } from '../../records/otp/store.ts'

export function receiptRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Params: { receipt: string }; Querystring: { SendStatus?: string; SendSuccess?: string } }>(
    '/sms/receipts/:receipt',
    async (request, reply) => {
      const { SendStatus: status, SendSuccess: success } = request.query
      // eSMS: 5 is sent and 4 rejected; everything else is still on its way.
      if (status === '5') await noteReceipt(deps.db, request.params.receipt, Number(success) >= 1)
      if (status === '4') await noteReceipt(deps.db, request.params.receipt, false)
      return reply.code(204).send()
    },
  )
}
