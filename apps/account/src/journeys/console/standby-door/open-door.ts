// Opens the standby door, or extends it: one after the other on every node, each a row of its own with reason and end.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { readClock } from '@motcua/db/clock.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { raiseAlarm } from '../../../records/alarms/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { type Extension, needsSecondPerson, readExtension } from '../../../records/standby/extension.ts'
import { insertPeriod, listOverlapping, lockDoors, type Opening, type Scope } from '../../../records/standby/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { clock } from '../../../web/times.ts'
import type { DoorActor } from './actor.ts'
import { minutesFault, reasonFault } from './check-terms.ts'

export type OpenDoorInput = {
  actor: DoorActor
  scope: Scope
  reason: string
  minutes: number
  /**
   * Ids of the open periods that the actor knew of. An overlapping period that is open and not among them was opened meanwhile:
   * the actor is told who did it, and nothing happens twice. Those among them are extended.
   */
  seen?: readonly string[]
  address?: string | undefined
}

export type OpenedDoor = { periodId: string; until: Date; isExtension: boolean }

/** Refusals: reason-missing, minutes-range, scope-missing, period-overlaps, needs-second-person, standby-most, extension-range. */
export async function openDoor(deps: Pick<Deps, 'db'>, input: OpenDoorInput): Promise<Result<OpenedDoor>> {
  const fault = reasonFault(input.reason) ?? scopeFault(input.scope)
  if (fault) return fault
  return inTransaction(deps.db, async (tx) => {
    await lockDoors(tx)
    return openInTurn(tx, input)
  })
}

function scopeFault(scope: Scope): Refusal | null {
  if (scope.kind === 'agencies' && scope.codes.length === 0) return refuse('agencies-missing')
  return scope.kind === 'people' && scope.accountIds.length === 0 ? refuse('people-missing') : null
}

const rule = { gap: limits.standby.gap, most: limits.standby.total }

async function openInTurn(tx: Db, input: OpenDoorInput): Promise<Result<OpenedDoor>> {
  const openings = await listOverlapping(tx, input.scope)
  const now = await readClock(tx)
  const extension = readExtension(openings, now, rule)
  const refusal = overlapFault(extension, input) ?? extensionFault(extension, openings, input, now)
  if (refusal) return refusal
  const { id, until } = await insertPeriod(tx, {
    ...input,
    reason: input.reason.trim(),
    openedBy: input.actor.accountId,
    policyId: input.actor.via === 'policy' ? input.actor.policyId : null,
  })
  await tellOpening(tx, input, { id, isExtension: extension.isExtension })
  return { ok: true, periodId: id, until, isExtension: extension.isExtension }
}

/** Somebody opened it while this person was still typing. */
function overlapFault({ open }: Extension, { seen = [] }: OpenDoorInput): Refusal | null {
  const unseen = open.find((one) => !seen.includes(one.id))
  if (!unseen) return null
  // Both languages write the time alike.
  const who = unseen.opened_by_name ?? (unseen.policy_id ? 'Motcua' : 'CLI')
  return refuse('period-overlaps', { with: { who, at: clock('vi', unseen.opened_at) } })
}

/** The emergency command needs no second person, and gets no more than an hour. */
function extensionFault(
  { isExtension, minutesLeft }: Extension,
  openings: readonly Opening[],
  { actor, minutes }: OpenDoorInput,
  now: Date,
): Refusal | null {
  if (!isExtension) return minutesFault(minutes)
  const isEmergency = actor.via === 'break-glass'
  // Two people stand behind a policy already.
  const isAgreed = actor.via === 'policy'
  const { gap } = rule
  if (!isEmergency && !isAgreed && needsSecondPerson(openings, { actorId: actor.accountId, now, gap }))
    return refuse('needs-second-person')
  if (isEmergency && minutesFault(minutes)) return minutesFault(minutes)
  const least = limits.standby.openLeast / 60
  if (minutesLeft < least) return refuse('standby-most')
  const fits = Number.isInteger(minutes) && minutes >= least && minutes <= minutesLeft
  return fits ? null : refuse('extension-range', { with: { most: String(minutesLeft) } })
}

async function tellOpening(tx: Db, input: OpenDoorInput, made: { id: string; isExtension: boolean }): Promise<void> {
  const { actor, scope, minutes, address } = input
  const row = { actorId: actor.accountId, periodId: made.id, door: actor.via === 'console' ? 'console' : null, address }
  const reason = input.reason.trim()
  const detail = { reason, minutes, scope: scope.kind, extends: made.isExtension, via: actor.via, name: actor.name }
  await writeAudit(tx, { ...row, event: 'standby-opened', detail })
  await raiseAlarm(tx, { kind: 'door-opened', key: `opened ${made.id}`, detail })
  if (actor.via === 'break-glass')
    await writeAudit(tx, { ...row, event: 'break-glass', detail: { reason, name: actor.name } })
}
