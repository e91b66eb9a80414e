// Writes the end of standby periods whose time is over. They let nobody in any more from the second they lapse; this is the record.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../deps.ts'
import { writeAudit } from '../records/audit/write-audit.ts'
import { closePeriodRow, listLapsedPeriods } from '../records/standby/store.ts'

export async function closeLapsedPeriods(deps: Deps): Promise<number> {
  const lapsed = await listLapsedPeriods(deps.db)
  for (const { id } of lapsed) {
    await inTransaction(deps.db, async (tx) => {
      if (await closePeriodRow(tx, { id, closedBy: null, reason: 'lapsed' }))
        await writeAudit(tx, { event: 'standby-expired', periodId: id })
    })
  }
  return lapsed.length
}
