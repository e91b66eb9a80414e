// GET /my-account/drill: where the messages about a drill lead.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { findLastResult, findOwnDrill } from '../../../records/drills/results.ts'
import { listOwnComing } from '../../../records/drills/store.ts'
import { personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { DrillPage } from './drill.page.tsx'

export function drillRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/my-account/drill', async (request, reply) => {
    const { id } = personOf(request).account
    const page = DrillPage({
      frame: await frameOf(deps, reply, '/my-account/drill'),
      own: await findOwnDrill(deps.db, id),
      coming: await listOwnComing(deps.db, id),
      last: await findLastResult(deps.db, id),
    })
    return reply.sendPage(page)
  })
}
