// Cancels a drill before its time, or ends the one that is running: its door closes at once, as an opening's does.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Deps } from '../../../deps.ts'
import { insertAnnouncements, withdrawAnnouncements } from '../../../records/announcements/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { listAudience } from '../../../records/drills/audience.ts'
import { cancelDrillRow, type Drill, findDrill } from '../../../records/drills/store.ts'
import { closePeriodRow, lockDoors } from '../../../records/standby/store.ts'
import { type Result, refuse } from '../../../result.ts'
import { drillCancelledMail, drillCancelledSms } from '../../../web/messages/announcements.ts'
import { reasonFault } from '../standby-door/check-terms.ts'

export type CancelDrillInput = {
  id: string
  reason: string
  actor: { id: string; name: string }
  address?: string | undefined
}

/** Refusals: reason-missing; drill-gone where it is over, or somebody was first. */
export async function cancelDrill(deps: Deps, input: CancelDrillInput): Promise<Result<{ wasRunning: boolean }>> {
  const fault = reasonFault(input.reason)
  if (fault) return fault
  return inTransaction(deps.db, async (tx) => {
    await lockDoors(tx)
    const drill = await findDrill(tx, input.id)
    if (drill?.state === 'running') return end(tx, drill, input)
    return drill?.state === 'planned' ? cancel(tx, deps, drill, input) : refuse('drill-gone')
  })
}

const rowOf = ({ actor, reason, address, id }: CancelDrillInput) => ({
  actorId: actor.id,
  door: 'console',
  address,
  detail: { drill: id, reason: reason.trim(), name: actor.name },
})

async function end(tx: Db, drill: Drill, input: CancelDrillInput): Promise<Result<{ wasRunning: boolean }>> {
  const { period_id: periodId } = drill
  const closing = { id: periodId ?? '', closedBy: input.actor.id, reason: input.reason.trim() }
  if (!(await closePeriodRow(tx, closing))) return refuse('drill-gone')
  await writeAudit(tx, { ...rowOf(input), event: 'drill-ended', periodId })
  return { ok: true, wasRunning: true }
}

async function cancel(
  tx: Db,
  deps: Deps,
  drill: Drill,
  input: CancelDrillInput,
): Promise<Result<{ wasRunning: boolean }>> {
  if (!(await cancelDrillRow(tx, { id: drill.id, by: input.actor.id, reason: input.reason.trim() })))
    return refuse('drill-gone')
  await writeAudit(tx, { ...rowOf(input), event: 'drill-cancelled' })
  await withdrawAnnouncements(tx, 'drill-planned', drill.id)
  if (drill.told_at) await tellCancelled(tx, deps, drill)
  return { ok: true, wasRunning: false }
}

/** Whoever may have been told that it comes is told that it does not. */
async function tellCancelled(tx: Db, { secret, sendMail }: Deps, drill: Drill): Promise<void> {
  const content = {
    sms: seal(secret, 'message', { kind: 'notice', language: 'vi', text: drillCancelledSms(drill.starts_at) }),
    mail: seal(secret, 'mail', drillCancelledMail(drill.starts_at)),
  }
  const told = await listAudience(tx, drill.id, { canMail: sendMail !== null })
  await insertAnnouncements(tx, { kind: 'drill-cancelled', source: drill.id, expiresAt: drill.ends_at, content }, told)
}
