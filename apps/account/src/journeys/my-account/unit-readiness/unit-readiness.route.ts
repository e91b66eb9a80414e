// Readiness of the units of a unit administrator: their own agency and those below it, never another.
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { listBelow } from '../../../records/agencies/store.ts'
import { listComingDrills } from '../../../records/drills/store.ts'
import { countReadiness, listLacking, readinessByAgency } from '../../../records/readiness/store.ts'
import { sendCsv } from '../../../web/csv.ts'
import { cutPage, pageNumber } from '../../../web/paging.tsx'
import { personOf } from '../../../web/person.ts'
import { queryText } from '../../../web/query-text.ts'
import { lackOf, readinessRows } from '../../../web/readiness-view.tsx'
import { frameOf } from '../frame-state.ts'
import { UnitReadiness } from './unit-readiness.page.tsx'

const onPage = 25
const inFile = 20_000

export function unitReadinessRoutes(app: FastifyInstance, deps: Deps): void {
  const { FACTOR_PROFILE: profile } = deps.config

  app.get('/my-account/readiness', async ({ query }, reply) => {
    const { db } = deps
    const { units, unit } = await chooseUnit(deps, reply, queryText(query, 'agency'))
    const page = pageNumber(queryText(query, 'page'))
    const lack = lackOf(queryText(query, 'lack'))
    const agency = unit.code
    const rows = await listLacking(db, { lack, agency, offset: (page - 1) * onPage, count: onPage + 1 }, profile)
    const { shown, hasMore } = cutPage(rows, onPage)
    return reply.sendPage(
      UnitReadiness({
        frame: await frameOf(deps, reply, '/my-account/readiness'),
        units,
        unit,
        lack,
        total: await countReadiness(db, agency, profile),
        meters: await readinessByAgency(db, agency, profile),
        people: shown,
        paging: { page, hasMore },
        drills: await listComingDrills(db, agency),
      }),
    )
  })

  app.get('/my-account/readiness/export', async ({ query }, reply) => {
    const { unit } = await chooseUnit(deps, reply, queryText(query, 'agency'))
    const lack = lackOf(queryText(query, 'lack'))
    const people = await listLacking(deps.db, { lack, agency: unit.code, offset: 0, count: inFile }, profile)
    return sendCsv(reply, 'readiness', readinessRows(reply.shell(), people))
  })
}

/** What was asked for where it is theirs, else their own agency. */
async function chooseUnit({ db }: Deps, reply: FastifyReply, asked: string) {
  const units = await listBelow(db, personOf(reply.request).account.agency_code ?? '')
  const unit = units.find((one) => one.code === asked) ?? units[0]
  return { units, unit: unit ?? nowhere }
}

/** Somebody whose agency is gone sees nobody: no agency has this code. */
const nowhere = { code: '-', name_vi: '', name_en: '' }
