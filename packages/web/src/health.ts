// For the load balancer: live means the process answers; ready means people may be sent here.
import type { FastifyInstance } from 'fastify'

type Ready = { ready: true } | { ready: false; why: string }

/** `look` tells of what the node needs; one that starts or stops is not ready whatever it says. */
export function addHealth(app: FastifyInstance, look: () => Promise<Ready>): void {
  app.get('/health/live', async () => ({ live: true }))

  app.get('/health/ready', async (_request, reply) => {
    const ready: Ready = app.phase.now === 'serving' ? await look() : { ready: false, why: app.phase.now }
    return reply.code(ready.ready ? 200 : 503).send(ready)
  })
}
