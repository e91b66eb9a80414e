// POST /account/backchannel-logout: the account service, not a browser. The signed token is its credential.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { hearLogout } from './back-channel.ts'

const form = z.object({ logout_token: z.string().min(1).max(8000) })

export function backChannelRoutes(app: FastifyInstance, deps: Deps): void {
  app.post('/account/backchannel-logout', { config: { machine: true } }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const read = form.safeParse(request.body)
    const heard = read.success ? await hearLogout(deps, read.data.logout_token) : ({ ok: false, why: 'wrong' } as const)
    if (heard.ok) return reply.code(200).send()
    if (heard.why === 'away')
      return reply.code(503).header('retry-after', '5').send({ error: 'temporarily_unavailable' })
    return reply.code(400).send({ error: 'invalid_request' })
  })
}
