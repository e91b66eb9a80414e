// GET /console/reconciliation and its CSV; ?period= shows one opening's people.
import { maskIdNumber } from '@motcua/web/mask.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { listReconciled, listStandings, type StandingRow } from '../../../records/reconciliation/store.ts'
import { moment } from '../../../web/times.ts'
import { sendCsv } from '../../../web/csv.ts'
import { frameOf } from '../frame-state.ts'
import { queryText } from '../../../web/query-text.ts'
import { words } from './messages.ts'
import { Reconciliation } from './reconciliation.page.tsx'

const periodsShown = 50
const peopleShown = 200
const exported = 20_000

export function reconciliationRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/reconciliation', async (request, reply) => {
    const asked = queryText(request.query, 'period')
    const periods = await listReconciled(deps.db, periodsShown)
    const period = periods.find((one) => one.period_id === asked) ?? null
    if (asked && !period) return reply.sendProblem('not-found')
    const review = await listStandings(deps.db, {
      standings: ['unconfirmed', 'mismatched'],
      periodId: period?.period_id ?? null,
      count: peopleShown,
    })
    return reply.sendPage(Reconciliation({ frame: await frameOf(deps, reply), period, review, periods }))
  })

  app.get('/console/reconciliation/export', async (request, reply) => {
    const { language } = reply.shell()
    const rows = await listStandings(deps.db, {
      standings: ['unconfirmed', 'mismatched', 'waiting', 'confirmed'],
      periodId: queryText(request.query, 'period') || null,
      count: exported,
    })
    const head = words[language].columns
    return sendCsv(reply, 'reconciliation', [head, ...rows.map((row) => cellsOf(language, row))])
  })
}

function cellsOf(language: 'vi' | 'en', row: StandingRow): string[] {
  const say = words[language]
  const records = row.asked.flatMap(({ records: found }) => found ?? [])
  return [
    row.name,
    maskIdNumber(row.id_number ?? ''),
    (language === 'vi' ? row.agency_vi : row.agency_en) ?? '',
    moment(language, row.opened_at),
    String(row.sign_ins),
    moment(language, row.first_at),
    moment(language, row.last_at),
    say.standings[row.standing],
    row.standing === 'confirmed' && row.confirmed_at ? moment(language, row.confirmed_at) : '',
    moment(language, row.due_at),
    records.map(({ record, changes }) => `${record} (${say.changes(changes)})`).join('; '),
  ]
}
