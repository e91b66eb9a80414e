// GET /my-account/info: the page on which everybody arrives.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { type Done, Info } from './info.page.tsx'
import { showOverview } from './show-overview.ts'

export function infoRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/my-account', async (_request, reply) => reply.redirect(`/${reply.shell().language}/my-account/info`, 303))

  app.get<{ Querystring: { done?: string } }>('/my-account/info', async (request, reply) => {
    const done = doneWords.find((word) => word === request.query.done)
    const frame = await frameOf(deps, reply, '/my-account/info')
    return reply.sendPage(Info({ frame, overview: await showOverview(deps, personOf(request).account.id), done }))
  })
}

const doneWords: readonly Done[] = ['registered', 'kept', 'confirmed', 'asked', 'left']
