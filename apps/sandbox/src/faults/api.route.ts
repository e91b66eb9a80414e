// GET and PUT /api/faults: the switches for tests and drills.
import type { FastifyInstance } from 'fastify'
import type { Faults } from './faults.ts'
import { readChange } from './read-change.ts'
import { jsonApi } from '../api/json-api.ts'

export function faultApiRoutes(app: FastifyInstance, faults: Faults): void {
  app.get('/api/faults', async () => faults.read())
  app.put('/api/faults', jsonApi, async (request, reply) => {
    const read = readChange(request.body)
    if (!read.ok) return reply.code(400).send({ error: read.error })
    await faults.set(read.change)
    return faults.read()
  })
}
