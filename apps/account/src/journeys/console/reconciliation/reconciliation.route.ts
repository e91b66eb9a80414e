// GET /console/reconciliation and its CSV; ?period= shows one opening's people, ?show= those with or without a finding.
import { maskIdNumber } from '@motcua/web/mask.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import {
  countShown,
  listReconciled,
  listStandings,
  type StandingRow,
} from '../../../records/reconciliation/standings.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { cutPage, pageNumber } from '../../../web/paging.tsx'
import { moment } from '../../../web/times.ts'
import { sendCsv } from '../../../web/csv.ts'
import { frameOf } from '../frame-state.ts'
import { queryText } from '../../../web/query-text.ts'
import { findingOf } from './finding.tsx'
import { words } from './messages.ts'
import { listShown, Reconciliation } from './reconciliation.page.tsx'

const periodsShown = 50
const onPage = 50
const exported = 20_000

export function reconciliationRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/reconciliation', async (request, reply) => {
    const asked = queryText(request.query, 'period')
    const periods = await listReconciled(deps.db, periodsShown)
    const period = periods.find((one) => one.period_id === asked) ?? null
    if (asked && !period) return reply.sendProblem('not-found')
    const periodId = period?.period_id ?? null
    const shown = listShown.find((one) => one === queryText(request.query, 'show')) ?? 'doubtful'
    const page = pageNumber(queryText(request.query, 'page'))
    const rows = await listStandings(deps.db, { shown, periodId }, { offset: (page - 1) * onPage, count: onPage + 1 })
    const { shown: people, hasMore } = cutPage(rows, onPage)
    const props = { period, shown, people, periods, paging: { page, hasMore } }
    const counts = await countShown(deps.db, periodId)
    const isDone = queryText(request.query, 'done') === 'reviewed'
    return reply.sendPage(Reconciliation({ ...props, counts, isDone, frame: await frameOf(deps, reply) }))
  })

  app.get('/console/reconciliation/export', async (request, reply) => {
    const { language } = reply.shell()
    const periodId = queryText(request.query, 'period') || null
    const rows = await listStandings(deps.db, { shown: 'everybody', periodId }, { offset: 0, count: exported })
    const head = words[language].columns
    return sendCsv(reply, 'reconciliation', [head, ...rows.map((row) => cellsOf(language, row))])
  })
}

function cellsOf(language: 'vi' | 'en', row: StandingRow): string[] {
  const say = words[language]
  const review = findingOf(row)
  const records = row.asked.flatMap(({ records: found }) => found ?? [])
  return [
    row.name,
    maskIdNumber(row.id_number ?? ''),
    nameIn(language, { name_vi: row.agency_vi, name_en: row.agency_en }),
    moment(language, row.opened_at),
    String(row.sign_ins),
    moment(language, row.first_at),
    moment(language, row.last_at),
    say.standings[row.standing],
    row.standing === 'confirmed' && row.confirmed_at ? moment(language, row.confirmed_at) : '',
    moment(language, row.due_at),
    records.map(({ record, changes }) => `${record} (${say.changes(changes)})`).join('; '),
    ...(review
      ? [say.outcomes[review.outcome], review.finding, review.by, moment(language, new Date(review.reviewed_at))]
      : ['', '', '', '']),
  ]
}
