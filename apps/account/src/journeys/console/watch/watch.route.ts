// GET /console/watch: what the watch sees and says.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import {
  countTrips,
  currentVerdict,
  listDays,
  listVerdicts,
  summarizeProbes,
} from '../../../records/portal-watch/store.ts'
import { frameOf } from '../frame-state.ts'
import { WatchPage } from './watch.page.tsx'

const tripMinutes = 30
const verdictsShown = 30

export function watchRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/watch', async (_request, reply) => {
    const { db } = deps
    return reply.sendPage(
      WatchPage({
        frame: await frameOf(deps, reply),
        verdict: await currentVerdict(db),
        trips: await countTrips(db, tripMinutes),
        probes: await summarizeProbes(db),
        history: await listVerdicts(db, verdictsShown),
        days: await listDays(db),
      }),
    )
  })
}
