// Readiness at the console, and the same list as CSV.
import { maskIdNumber } from '@motcua/web/mask.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { listAgencies } from '../../../records/agencies/store.ts'
import { countReadiness, listNotReady, readinessByAgency } from '../../../records/readiness/store.ts'
import { sendCsv } from '../csv.ts'
import { frameOf } from '../frame-state.ts'
import { missingTexts } from '../missing-text.ts'
import { cutPage, pageNumber } from '../paging.tsx'
import { queryText } from '../query-text.ts'
import { words } from './messages.ts'
import { ReadinessPage } from './readiness.page.tsx'

const onPage = 25
const inFile = 20_000

export function readinessRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/readiness', async (request, reply) => {
    const { db } = deps
    const agencies = await listAgencies(db)
    const agency = agencies.find((one) => one.code === queryText(request.query, 'agency'))?.code ?? null
    const root = agencies.find((one) => one.parent_code === null)?.code ?? ''
    const page = pageNumber(queryText(request.query, 'page'))
    const rows = await listNotReady(
      db,
      { agency, offset: (page - 1) * onPage, count: onPage + 1 },
      deps.config.FACTOR_PROFILE,
    )
    const { shown, hasMore } = cutPage(rows, onPage)
    return reply.sendPage(
      ReadinessPage({
        frame: await frameOf(deps, reply),
        agencies,
        agency: agency ?? '',
        total: await countReadiness(db, agency, deps.config.FACTOR_PROFILE),
        meters: await readinessByAgency(db, agency ?? root, deps.config.FACTOR_PROFILE),
        people: shown,
        paging: { page, hasMore },
      }),
    )
  })

  app.get('/console/readiness/export', async (request, reply) => {
    const { language } = reply.shell()
    const say = words[language]
    const agency = queryText(request.query, 'agency') || null
    const people = await listNotReady(deps.db, { agency, offset: 0, count: inFile }, deps.config.FACTOR_PROFILE)
    const rows = people.map((person) => [
      person.name,
      maskIdNumber(person.id_number ?? ''),
      person.agency_code ?? '',
      (language === 'vi' ? person.name_vi : person.name_en) ?? '',
      missingTexts(language, person).join('; '),
    ])
    return sendCsv(reply, 'readiness', [[say.name, say.idNumber, say.code, say.agency, say.missing], ...rows])
  })
}
