// GET and POST /api/authenticator: entries are added by tests and by the start script, and read by tests.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { jsonApi } from '../api/json-api.ts'
import type { Authenticator } from './authenticator.ts'

const body = z.strictObject({ label: z.string(), secret: z.string() })

const sentences = {
  'label-missing': 'label must have 1 to 100 characters.',
  'secret-unreadable': 'secret must be base32 (A-Z, 2-7) of 16 to 128 characters.',
}

export function authenticatorApiRoutes(app: FastifyInstance, authenticator: Authenticator): void {
  app.get('/api/authenticator', async () => authenticator.codes())
  app.post('/api/authenticator', jsonApi, async (request, reply) => {
    const read = body.safeParse(request.body)
    if (!read.success) return reply.code(400).send({ error: 'The body must be {"label": "…", "secret": "…"}.' })
    const added = authenticator.add(read.data.label, read.data.secret)
    if (!added.ok) return reply.code(400).send({ error: sentences[added.code] })
    return reply
      .code(added.isNew ? 201 : 200)
      .send(authenticator.codes().find(({ label }) => label === read.data.label.trim()))
  })
}
