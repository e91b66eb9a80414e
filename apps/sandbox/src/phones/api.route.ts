// GET /api/phones/{number}/messages: what a phone received, oldest first.
import type { FastifyInstance } from 'fastify'
import { readNumber } from './number.ts'
import type { Phones } from './phones.ts'

export function phoneApiRoutes(app: FastifyInstance, phones: Phones): void {
  app.get<{ Params: { number: string } }>('/api/phones/:number/messages', async (request, reply) => {
    const number = readNumber(request.params.number)
    if (!number)
      return reply
        .code(400)
        .send({ error: 'This is no Vietnamese phone number: 0901234926, 84901234926 or +84901234926.' })
    return reply.header('cache-control', 'no-store').send(phones.messages(number))
  })
}
