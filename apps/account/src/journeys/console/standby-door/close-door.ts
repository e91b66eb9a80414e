// Closes the door early: every open period of the same scope ends at once, with its half-finished attempts and their codes.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { raiseAlarm } from '../../../records/alarms/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { isSameScope } from '../../../records/standby/extension.ts'
import { closePeriodRows, findScope, listOverlapping, lockDoors, type Opening } from '../../../records/standby/store.ts'
import { type Result, refuse } from '../../../result.ts'
import type { DoorActor } from './actor.ts'
import { reasonFault } from './check-terms.ts'

export type CloseDoorInput = { actor: DoorActor; periodId: string; reason: string; address?: string | undefined }

/** Refusals: reason-missing; period-gone where somebody closed it first or its time is over. */
export async function closeDoor(deps: Pick<Deps, 'db'>, input: CloseDoorInput): Promise<Result<{ closed: number }>> {
  const fault = reasonFault(input.reason)
  if (fault) return fault
  const { actor, address } = input
  const reason = input.reason.trim()
  return inTransaction(deps.db, async (tx) => {
    await lockDoors(tx)
    const scope = await findScope(tx, input.periodId)
    const open = scope ? (await listOverlapping(tx, scope)).filter((one) => one.is_open) : []
    const chosen = open.find((one) => one.id === input.periodId)
    if (!chosen) return refuse('period-gone')
    const closing = open.filter((one) => isSameScope(one, chosen) && mayClose(actor, one))
    const row = { actorId: actor.accountId, door: actor.via === 'console' ? 'console' : null, address }
    const detail = { reason, via: actor.via, name: actor.name }
    const ids = closing.map(({ id }) => id)
    for (const id of await closePeriodRows(tx, { ids, closedBy: actor.accountId, reason }))
      await writeAudit(tx, { ...row, event: 'standby-closed', periodId: id, detail })
    await raiseAlarm(tx, { kind: 'door-closed', key: `closed ${chosen.id}`, detail })
    return { ok: true, closed: closing.length }
  })
}

/** An extension leaves the period before it to its own end: who closes means both. A policy closes only what it opened itself. */
const mayClose = (actor: DoorActor, { policy_id }: Opening): boolean =>
  actor.via !== 'policy' || policy_id === actor.policyId
