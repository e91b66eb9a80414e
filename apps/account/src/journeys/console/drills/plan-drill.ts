// Plans a drill. Its door opens by itself, so a plan weighs as much as an opening: a reason, a fresh proof, an alarm to every administrator.
import { readClock } from '@motcua/db/clock.ts'
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { raiseAlarm } from '../../../records/alarms/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { type DrillScope, findNearDrill, insertDrill } from '../../../records/drills/store.ts'
import { listOverlapping, lockDoors } from '../../../records/standby/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { clock, moment } from '../../../web/times.ts'
import type { Window } from './read-plan.ts'

export type PlanDrillInput = Window & {
  scope: DrillScope
  reason: string
  actor: { id: string; name: string }
  address?: string | undefined
}

/** Refusals: drill-past, drill-far, drill-near (12 hours from another of the same people), drill-door-open. */
export const planDrill = (deps: Pick<Deps, 'db'>, input: PlanDrillInput): Promise<Result<{ id: string }>> =>
  inTransaction(deps.db, async (tx) => {
    await lockDoors(tx)
    const refusal = timeFault(input, await readClock(tx)) ?? (await nearFault(tx, input))
    if (refusal) return refusal
    const { scope, actor, startsAt, endsAt, address } = input
    const reason = input.reason.trim()
    const id = await insertDrill(tx, { scope, reason, startsAt, endsAt, plannedBy: actor.id })
    const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)
    const detail = { drill: id, reason, scope: scope.kind, at: startsAt.toISOString(), minutes, name: actor.name }
    await writeAudit(tx, { event: 'drill-planned', actorId: actor.id, door: 'console', address, detail })
    await raiseAlarm(tx, {
      kind: 'drill-planned',
      key: `drill ${id}`,
      detail: { ...detail, at: moment('vi', startsAt) },
    })
    return { ok: true, id }
  })

/** The minute that runs now is no past: a drill may begin at once. */
function timeFault({ startsAt }: Window, now: Date): Refusal | null {
  const ahead = (startsAt.getTime() - now.getTime()) / 1000
  if (ahead < -60) return refuse('drill-past')
  return ahead > limits.drill.ahead ? refuse('drill-far') : null
}

async function nearFault(tx: Db, { scope, startsAt, endsAt }: PlanDrillInput): Promise<Refusal | null> {
  const near = await findNearDrill(tx, scope, { startsAt, endsAt })
  if (near) return refuse('drill-near', { with: { who: near.planned_by_name, at: moment('vi', near.starts_at) } })
  const open = (await listOverlapping(tx, scope)).find((one) => one.is_open && one.ends_at > startsAt)
  return open ? refuse('drill-door-open', { with: { at: clock('vi', open.ends_at) } }) : null
}
