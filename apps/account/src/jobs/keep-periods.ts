// Writes the end of standby periods whose time is over. They let nobody in any more from the second they lapse; this is the record.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../deps.ts'
import { raiseAlarm } from '../records/alarms/store.ts'
import { writeAudit } from '../records/audit/write-audit.ts'
import { endSessions } from '../records/sessions/store.ts'
import { makeReports } from '../records/standby/report.ts'
import { closePeriodRow, listLapsedPeriods } from '../records/standby/store.ts'

export async function closeLapsedPeriods(deps: Deps): Promise<number> {
  const lapsed = await listLapsedPeriods(deps.db)
  for (const { id, kind } of lapsed) {
    await inTransaction(deps.db, async (tx) => {
      if (!(await closePeriodRow(tx, { id, closedBy: null, reason: 'lapsed' }))) return
      if (kind === 'drill') return writeAudit(tx, { event: 'drill-ended', periodId: id })
      await writeAudit(tx, { event: 'standby-expired', periodId: id })
      await raiseAlarm(tx, { kind: 'door-lapsed', key: `lapsed ${id}`, detail: {} })
    })
  }
  if (deps.config.STANDBY_SESSIONS === 'end') await endUncovered(deps)
  await makeReports(deps.db)
  return lapsed.length
}

/** The setting STANDBY_SESSIONS=end: who came in by the standby door leaves with it, within a second or two. */
async function endUncovered(deps: Deps): Promise<void> {
  const ended = await endSessions(deps.db, { uncovered: true }, { reason: 'period-closed' })
  if (ended.length > 0) deps.nudge()
}
