// GET /console/drills/:id: the report of a drill, and each person's result as CSV.
import { maskIdNumber } from '@motcua/web/mask.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import {
  type DrillResult,
  listDrillAgencies,
  listDrillResults,
  readDrillFigures,
} from '../../../records/drills/results.ts'
import { type Drill, findDrill } from '../../../records/drills/store.ts'
import { issuerOf } from '../../../report-settings.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { sendCsv } from '../../../web/csv.ts'
import { frameOf } from '../frame-state.ts'
import { DrillReport, type DrillReportProps } from './drill-report.page.tsx'
import { words } from './messages.ts'

type WithId = { Params: { id: string } }

export function drillReportRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<WithId>('/console/drills/:id', async (request, reply) => {
    const drill = await findDrill(deps.db, request.params.id)
    if (!drill) return reply.sendProblem('not-found')
    const report = await readReport(deps, drill)
    const issuer = issuerOf(deps.config)
    return reply.sendPage(DrillReport({ frame: await frameOf(deps, reply), drill, issuer, report }))
  })

  app.get<WithId>('/console/drills/:id/results.csv', async (request, reply) => {
    const drill = await findDrill(deps.db, request.params.id)
    if (!drill) return reply.sendProblem('not-found')
    const { language } = reply.shell()
    const say = words[language]
    const results = await listDrillResults(deps.db, drill.id, { failed: false })
    const head = [say.name, say.idNumber, say.agency, say.outcome, say.time]
    return sendCsv(reply, 'drill-results', [head, ...results.map((result) => rowOf(language, result))])
  })
}

async function readReport({ db }: Deps, { id, counted_at }: Drill): Promise<DrillReportProps['report']> {
  if (!counted_at) return null
  return {
    madeAt: counted_at,
    figures: await readDrillFigures(db, id),
    agencies: await listDrillAgencies(db, id),
    failed: await listDrillResults(db, id, { failed: true }),
  }
}

const rowOf = (
  language: 'vi' | 'en',
  { name, id_number, name_vi, name_en, outcome, seconds }: DrillResult,
): string[] => [
  name,
  maskIdNumber(id_number ?? ''),
  nameIn(language, { name_vi, name_en }),
  words[language].outcomes[outcome],
  seconds === null ? '' : String(Math.round(seconds)),
]
