// GET /my-account/activity: my own rows of the audit, the newest first.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { listAudit } from '../../../records/audit/read-audit.ts'
import { frameOf } from '../frame-state.ts'
import { Activity } from './activity.page.tsx'

const perPage = 20
const pagesMost = 500

export function activityRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { page?: unknown } }>('/my-account/activity', async (request, reply) => {
    const page = pageNumber(request.query.page)
    const frame = await frameOf(deps, reply, `/my-account/activity${page > 1 ? `?page=${page}` : ''}`)
    const mine = { person: frame.person.account.id, event: null, day: null, door: null }
    // One row more than is shown says that there is another page.
    const rows = await listAudit(deps.db, mine, { offset: (page - 1) * perPage, count: perPage + 1 })
    return reply.sendPage(
      Activity({ frame, entries: rows.slice(0, perPage), page, hasMore: rows.length > perPage && page < pagesMost }),
    )
  })
}

/** A whole number from 1; anything else is the first page. */
function pageNumber(asked: unknown): number {
  const page = typeof asked === 'string' && /^\d{1,3}$/.test(asked) ? Number(asked) : 1
  return Math.min(Math.max(page, 1), pagesMost)
}
