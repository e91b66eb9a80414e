// GET /status: the public page.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { listDays } from '../../records/portal-watch/store.ts'
import { readDoorsNow } from './doors.ts'
import { StatusPage } from './status.page.tsx'

export function statusRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/status', async (_request, reply) =>
    reply.sendPage(
      StatusPage({ shell: reply.shell(), doors: await readDoorsNow(deps), days: await listDays(deps.db) }),
    ),
  )
}
