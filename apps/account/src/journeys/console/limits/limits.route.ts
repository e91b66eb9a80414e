// The limits in force, as a page of the console and as JSON at an address without a language.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { frameOf } from '../frame-state.ts'
import { guardNetwork } from '../networks.ts'
import { limitsInForce } from './in-force.ts'
import { LimitsPage } from './limits.page.tsx'

export function limitsRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/limits', async (_request, reply) =>
    reply.sendPage(LimitsPage({ frame: await frameOf(deps, reply), limits: limitsInForce(deps.config) })),
  )
}

/** `GET /internal/limits`: outside the languages, for administrators' tools. Seconds unless a name says otherwise. */
export function internalRoutes(app: FastifyInstance, deps: Deps): void {
  void app.register(async (scope) => {
    guardNetwork(scope, deps.config.CONSOLE_NETWORKS)
    scope.get('/internal/limits', async (_request, reply) =>
      reply.header('cache-control', 'no-store').send(limitsInForce(deps.config)),
    )
  })
}
