// GET /console/standby/:id/report to read and print, as PDF, and its sign-ins as CSV.
import { maskIdNumber } from '@motcua/web/mask.ts'
import type { FastifyInstance } from 'fastify'
import { issuerOf } from '../../../report-settings.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { listExtensions } from '../../../records/standby/course.ts'
import { countReconciled } from '../../../records/reconciliation/standings.ts'
import { findDrillOfPeriod } from '../../../records/drills/store.ts'
import { findFigures, listSignIns, type PeriodSignIn } from '../../../records/standby/report.ts'
import { findPeriod, listCovered, type Period } from '../../../records/standby/store.ts'
import { moment } from '../../../web/times.ts'
import { sendCsv } from '../../../web/csv.ts'
import { frameOf } from '../frame-state.ts'
import { scopeText } from '../standby-door/scope-text.ts'
import { words } from './messages.ts'
import { Report } from './report.page.tsx'
import { type ReportText, reportTextOf } from './report-text.ts'

type Params = { Params: { id: string } }

export function reportRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<Params>('/console/standby/:id/report', async (request, reply) => {
    const period = await findPeriod(deps.db, request.params.id)
    if (!period) return reply.sendProblem('not-found')
    const drill = period.kind === 'drill' ? await findDrillOfPeriod(deps.db, period.id) : undefined
    if (drill) return reply.redirect(`/${reply.shell().language}/console/drills/${drill.id}`, 303)
    const frame = await frameOf(deps, reply)
    const text = await readReport(deps, frame.shell.language, period)
    return reply.sendPage(Report({ frame, periodId: period.id, text: text ?? null }))
  })

  app.get<Params>('/console/standby/:id/report.pdf', async (request, reply) => {
    const period = await findPeriod(deps.db, request.params.id)
    const { language } = reply.shell()
    const text = period && (await readReport(deps, language, period))
    if (!text) return reply.sendProblem('not-found')
    // The writer of PDFs and its fonts are loaded with the first report.
    const { reportPdf } = await import('./report-pdf.ts')
    return reply
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${fileName(period)}.pdf"`)
      .type('application/pdf')
      .send(await reportPdf(language, text))
  })

  app.get<Params>('/console/standby/:id/report.csv', async (request, reply) => {
    const period = await findPeriod(deps.db, request.params.id)
    if (!period) return reply.sendProblem('not-found')
    const { language } = reply.shell()
    const rows = (await listSignIns(deps.db, period.id)).map((signIn) => rowOf(language, signIn))
    return sendCsv(reply, `${fileName(period)}-sign-ins`, [words[language].columns, ...rows])
  })
}

/** e.g. "standby-2026-11-23-0731" */
const fileName = ({ opened_at: at }: Period): string => {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString()
  return `standby-${local.slice(0, 10)}-${local.slice(11, 16).replace(':', '')}`
}

/** Undefined while the report is not made yet. */
async function readReport(deps: Deps, language: 'vi' | 'en', period: Period): Promise<ReportText | undefined> {
  const report = await findFigures(deps.db, period.id)
  if (!report) return undefined
  const scope = scopeText(language, period.scope, await listCovered(deps.db, [period.id]))
  const extensions = await listExtensions(deps.db, period.id, limits.standby.gap)
  const reconciled = await countReconciled(deps.db, period.id)
  return reportTextOf(language, { period, scope, extensions, report, reconciled, issuer: issuerOf(deps.config) })
}

const rowOf = (
  language: 'vi' | 'en',
  { name, id_number, agency, at, amr, device, ended_at, confirmed_at }: PeriodSignIn,
): string[] => [
  name,
  maskIdNumber(id_number ?? ''),
  agency ?? '',
  moment(language, at),
  amr.join('+'),
  device,
  ended_at ? moment(language, ended_at) : '',
  confirmed_at ? moment(language, confirmed_at) : '',
]
