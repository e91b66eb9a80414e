// Opens, renews and closes the standby door by itself, where two administrators agreed to it. One node at a time (run-jobs).
import type { Deps } from '../deps.ts'
import { closeDoor } from '../journeys/console/standby-door/close-door.ts'
import { openDoor } from '../journeys/console/standby-door/open-door.ts'
import { limits } from '../limits.ts'
import { raiseAlarm } from '../records/alarms/store.ts'
import { type Decision, decide, type Situation } from '../records/policies/decide.ts'
import {
  listPolicies,
  listPolicyPeriods,
  failureSoFar,
  type Policy,
  type PolicyPeriod,
} from '../records/policies/store.ts'
import { listOpenPeriods, listOverlapping, minutesLeftFor, type Scope } from '../records/standby/store.ts'
import { waitText } from '../web/messages/codes.ts'

/** `reason`: the verdict in words, as it stands in the period. `failingFor`: seconds since the failure began, whatever weaker words came in between. */
export type Seen = Situation & { reason: string; failingFor: number }

export async function applyPolicies(deps: Deps, seen: Seen): Promise<void> {
  // Looked at first: what another node opens after this is not among them, and openDoor then refuses.
  const known = (await listOpenPeriods(deps.db)).map((period) => period.id)
  const periods = await listPolicyPeriods(deps.db)
  for (const policy of await listPolicies(deps.db)) {
    const own = periods.find((period) => period.policy_id === policy.id)
    if (policy.seconded_at) await apply(deps, { seen, policy, own, known })
    // Ended or withdrawn ones open nothing, but what they opened is still closed after recovery.
  }
  await closeOrphans(deps, seen, periods)
}

const scopeOf = (policy: Policy): Scope =>
  policy.agency_code === null ? { kind: 'everyone' } : { kind: 'agencies', codes: [policy.agency_code] }

type Applying = { seen: Seen; policy: Policy; own: PolicyPeriod | undefined; known: readonly string[] }

async function apply(deps: Deps, applying: Applying): Promise<void> {
  const { seen, policy, own } = applying
  const closesIn = own ? (own.until.getTime() - own.now.getTime()) / 1000 : null
  const scope = scopeOf(policy)
  // Eight hours a failure, however the door lapsed in between: beyond that two people open anew.
  const { minutes: spent, closed_by_hand } = await failureSoFar(deps.db, policy.id, seen.failingFor)
  if (seen.isFailing && closed_by_hand) return
  const minutesLeft = Math.min(await minutesLeftFor(deps.db, scope), Math.floor(limits.standby.total / 60 - spent))
  const decision = decide(seen, { closesIn, minutesLeft }, timesOf(deps))
  await act(deps, decision, applying)
}

async function act(deps: Deps, decision: Decision, { seen, policy, own, known }: Applying): Promise<void> {
  const actor = { accountId: null, name: automatic, via: 'policy', policyId: policy.id } as const
  if (decision.act === 'close' && own) {
    await closeDoor(deps, { actor, periodId: own.id, reason: healthyReason(deps) })
    return
  }
  if (decision.act !== 'open' && decision.act !== 'renew') return
  if (decision.act === 'open' && (await isCovered(deps, policy))) return
  const result = await openDoor(deps, {
    actor,
    scope: scopeOf(policy),
    reason: seen.reason,
    minutes: decision.minutes,
    seen: known,
  })
  if (!result.ok) deps.log.warn({ event: 'policy-refused', policy: policy.id, why: result.code }, 'policy-refused')
  else deps.nudge()
}

/** The scope is open already, by hand or by the province's policy: then there is nothing to add until that ends. */
async function isCovered(deps: Deps, policy: Policy): Promise<boolean> {
  const open = (await listOverlapping(deps.db, scopeOf(policy))).filter((one) => one.is_open)
  return open.some((one) => one.scope === 'everyone' || one.targets.join() === (policy.agency_code ?? ''))
}

/** Periods of policies that were ended meanwhile. */
async function closeOrphans(deps: Deps, seen: Seen, periods: readonly PolicyPeriod[]): Promise<void> {
  if (seen.isFailing || seen.heldFor < deps.config.POLICY_HEALTHY) return
  const live = new Set((await listPolicies(deps.db)).map((policy) => policy.id))
  for (const period of periods.filter((one) => !live.has(one.policy_id))) {
    const actor = { accountId: null, name: automatic, via: 'policy', policyId: period.policy_id } as const
    await closeDoor(deps, { actor, periodId: period.id, reason: healthyReason(deps) })
  }
}

/** A door opened by hand is people's to close: they are reminded once when the portal has been well for as long. */
export async function remindOfOpenDoor(deps: Deps, seen: Seen): Promise<void> {
  if (seen.isFailing || seen.heldFor < deps.config.POLICY_HEALTHY) return
  for (const period of await listOpenPeriods(deps.db)) {
    if (period.opened_by && period.kind === 'outage')
      await raiseAlarm(deps.db, { kind: 'portal-changed', key: `well ${period.id}`, detail: { verdict: 'ok' } })
  }
}

const automatic = 'Mở tự động'
const timesOf = ({ config }: Deps) => ({ ...limits.policy, healthy: config.POLICY_HEALTHY })
const healthyReason = ({ config }: Deps) => `Cổng đã ổn định ${waitText('vi', config.POLICY_HEALTHY)}`
