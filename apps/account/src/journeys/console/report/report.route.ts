// GET /console/standby/:id/report, and its sign-ins as CSV.
import type { FastifyInstance } from 'fastify'
import { maskIdNumber } from '@motcua/web/mask.ts'
import type { Deps } from '../../../deps.ts'
import { findDrillOfPeriod } from '../../../records/drills/store.ts'
import { findFigures, listSignIns, type PeriodSignIn } from '../../../records/standby/report.ts'
import { findPeriod, listCovered } from '../../../records/standby/store.ts'
import { moment } from '../../../web/times.ts'
import { sendCsv } from '../csv.ts'
import { frameOf } from '../frame-state.ts'
import { scopeText } from '../standby-door/scope-text.ts'
import { words } from './messages.ts'
import { Report } from './report.page.tsx'

type Params = { Params: { id: string } }

export function reportRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<Params>('/console/standby/:id/report', async (request, reply) => {
    const period = await findPeriod(deps.db, request.params.id)
    if (!period) return reply.sendProblem('not-found')
    const drill = period.kind === 'drill' ? await findDrillOfPeriod(deps.db, period.id) : undefined
    if (drill) return reply.redirect(`/${reply.shell().language}/console/drills/${drill.id}`, 303)
    const frame = await frameOf(deps, reply)
    const scope = scopeText(frame.shell.language, period.scope, await listCovered(deps.db, [period.id]))
    return reply.sendPage(Report({ frame, period, scope, report: (await findFigures(deps.db, period.id)) ?? null }))
  })

  app.get<Params>('/console/standby/:id/report.csv', async (request, reply) => {
    const period = await findPeriod(deps.db, request.params.id)
    if (!period) return reply.sendProblem('not-found')
    const { language } = reply.shell()
    const rows = (await listSignIns(deps.db, period.id)).map((signIn) => rowOf(language, signIn))
    return sendCsv(reply, 'standby-sign-ins', [words[language].columns, ...rows])
  })
}

const rowOf = (
  language: 'vi' | 'en',
  { name, id_number, agency, at, amr, device, ended_at }: PeriodSignIn,
): string[] => [
  name,
  maskIdNumber(id_number ?? ''),
  agency ?? '',
  moment(language, at),
  amr.join('+'),
  device,
  ended_at ? moment(language, ended_at) : '',
]
