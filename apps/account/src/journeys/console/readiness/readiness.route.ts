// Readiness at the console, and the same list as CSV.
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { listAgencies } from '../../../records/agencies/store.ts'
import { countReadiness, listLacking, readinessByAgency } from '../../../records/readiness/store.ts'
import { sendCsv } from '../../../web/csv.ts'
import { cutPage, pageNumber } from '../../../web/paging.tsx'
import { queryText } from '../../../web/query-text.ts'
import { lackOf, readinessRows } from '../../../web/readiness-view.tsx'
import { frameOf } from '../frame-state.ts'
import { ReadinessPage } from './readiness.page.tsx'

const onPage = 25
const inFile = 20_000

export function readinessRoutes(app: FastifyInstance, deps: Deps): void {
  const { FACTOR_PROFILE: profile } = deps.config

  app.get('/console/readiness', async ({ query }, reply) => {
    const { db } = deps
    const agencies = await listAgencies(db)
    const agency = agencies.find((one) => one.code === queryText(query, 'agency'))?.code ?? null
    const root = agencies.find((one) => one.parent_code === null)?.code ?? ''
    const page = pageNumber(queryText(query, 'page'))
    const lack = lackOf(queryText(query, 'lack'))
    const rows = await listLacking(db, { lack, agency, offset: (page - 1) * onPage, count: onPage + 1 }, profile)
    const { shown, hasMore } = cutPage(rows, onPage)
    return reply.sendPage(
      ReadinessPage({
        frame: await frameOf(deps, reply),
        agencies,
        agency: agency ?? '',
        lack,
        total: await countReadiness(db, agency, profile),
        meters: await readinessByAgency(db, agency ?? root, profile),
        people: shown,
        paging: { page, hasMore },
      }),
    )
  })

  app.get('/console/readiness/export', async ({ query }, reply) => {
    const agency = queryText(query, 'agency') || null
    const lack = lackOf(queryText(query, 'lack'))
    const people = await listLacking(deps.db, { lack, agency, offset: 0, count: inFile }, profile)
    return sendCsv(reply, 'readiness', readinessRows(reply.shell(), people))
  })
}
