// For the load balancer: live means the process answers; ready means the database is there, migrated, and clocks agree.
// Never the account service: whoever is signed in works on when it is gone.
import { readClock } from '@motcua/db/clock.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'

const clockMayDiffer = 30_000

export function healthRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/health/live', async () => ({ live: true }))

  app.get('/health/ready', async (_request, reply) => {
    const at = await readClock(deps.db).catch(() => null)
    if (!at) return reply.code(503).send({ ready: false, why: 'database' })
    const apart = Math.abs(at.getTime() - Date.now())
    if (apart > clockMayDiffer)
      return reply.code(503).send({ ready: false, why: 'clock', seconds: Math.round(apart / 1000) })
    return reply.send({ ready: true })
  })
}
