// npm run drill:outage: the outage hour as one command (issue 3). The portal dies, prepared officers want to sign in, the automatic policy
// opens the standby door, an administrator closes it. npm run drill:gateway is the same with the first SMS gateway dead and a node killed.
// Options: --fault refuse|500|no-codes|all · --officers N · --minutes N (--full: 15) · --gateway-dead · --kill-node · --seed N · --json.
import { progress, quantile, tell, type Figure } from '../report.ts'
import { runHarness } from '../run.ts'
import { type Outcome, type Plan, playOutage, portalFaults } from './outage-hour.ts'

const options = {
  fault: { type: 'string', default: 'all' },
  officers: { type: 'string', default: '1000' },
  minutes: { type: 'string' },
  'gateway-dead': { type: 'boolean', default: false },
  'kill-node': { type: 'boolean', default: false },
} as const

const isCombined = process.argv.includes('--gateway-dead')

/** Hard failures are seen by our own looks; codes that never arrive only by people who do not come back (docs/watch.md). */
const targetsOf = ({ fault, gatewayDead }: Plan) => ({
  detected: fault === 'no-codes' ? 200 : 60,
  opened: fault === 'no-codes' ? 240 : 90,
  share: gatewayDead ? 99 : 99.9,
})

function figuresOf(plan: Plan, outcome: Outcome): Figure[] {
  const { days, detected, opened, firstIn, counted, closing, auditBroken } = outcome
  const target = targetsOf(plan)
  const inside = days.filter(({ inAt }) => inAt !== undefined)
  const standby = inside.filter(({ by }) => by === 'standby').length
  const share = (100 * inside.length) / days.length
  const waits = inside.map(({ arrivedAt, inAt = 0 }) => (inAt - arrivedAt) / 1000)
  const seconds = (value: number | undefined, most: number) => ({
    value: value === undefined ? 'never' : `${value.toFixed(1)} s`,
    target: `≤ ${most} s`,
    ok: value !== undefined && value <= most,
  })
  const named = (figure: Figure): Figure => ({ ...figure, name: `${plan.fault}: ${figure.name}` })
  return [
    { name: 'verdict after the fault', ...seconds(detected, target.detected) },
    { name: 'door open after the fault', ...seconds(opened, target.opened) },
    { name: 'first officer in after', value: firstIn === undefined ? 'never' : `${firstIn.toFixed(1)} s` },
    {
      name: 'officers in',
      value: `${inside.length} of ${days.length} (${share.toFixed(2)} %)`,
      target: `≥ ${target.share} %`,
      ok: share >= target.share,
    },
    {
      name: 'of them by the standby door; the database counts',
      value: `${standby}; ${counted}`,
      target: 'the same',
      ok: standby === counted,
    },
    {
      name: 'from arriving to in, median; p95',
      value: `${quantile(waits, 0.5).toFixed(1)} s; ${quantile(waits, 0.95).toFixed(1)} s`,
    },
    ...metOf(outcome),
    ...outcome.errors.slice(0, 6).map(({ what, times }) => ({ name: `logged: ${what}`, value: `${times} times` })),
    {
      name: 'code in hand at closing, got in',
      value: `${closing.middleIn} of ${closing.inTheMiddle}`,
      target: '0',
      ok: closing.middleIn === 0,
    },
    {
      name: 'tries after closing on each node, found a door',
      value: `${closing.tries.join(' + ')}, ${closing.found}`,
      target: '0',
      ok: closing.found === 0 && closing.tries.every((n) => n > 0),
    },
    {
      name: 'sign-ins after closing; later than 5 s',
      value: `${closing.after}; ${closing.late}`,
      target: '0 later than 5 s',
      ok: closing.late === 0,
    },
    { name: 'audit check', value: auditBroken || 'whole', target: 'whole', ok: auditBroken === '' },
  ].map(named)
}

/** What people met on the way, the most frequent first. */
function metOf({ days }: Outcome): Figure[] {
  const counts = new Map<string, number>()
  for (const { met, inAt } of days) {
    for (const what of met) counts.set(what, (counts.get(what) ?? 0) + 1)
    if (inAt === undefined)
      counts.set(
        `never in, last met: ${met.at(-1) ?? 'nothing'}`,
        (counts.get(`never in, last met: ${met.at(-1) ?? 'nothing'}`) ?? 0) + 1,
      )
  }
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a)
  return sorted.slice(0, 12).map(([what, times]) => ({ name: `met: ${what}`, value: `${times} times` }))
}

await runHarness(isCombined ? 'drill:gateway' : 'drill:outage', options, async (given, shared) => {
  const faults = given.fault === 'all' ? portalFaults : portalFaults.filter((fault) => fault === given.fault)
  if (faults.length === 0) throw new Error(`--fault must be one of ${portalFaults.join(', ')}, all`)
  const figures: Figure[] = []
  for (const fault of faults) {
    const plan: Plan = {
      fault,
      officers: Number(given.officers),
      minutes: Number(given.minutes ?? (shared.full ? 15 : 5)),
      seed: shared.seed,
      gatewayDead: Boolean(given['gateway-dead']),
      killNode: Boolean(given['kill-node']),
    }
    progress(`${fault}: ${plan.officers} officers over ${plan.minutes} minutes`)
    figures.push(...figuresOf(plan, await playOutage(plan)))
  }
  const title = `The outage hour: ${given.officers} prepared officers, 2 nodes, PostgreSQL, automatic policy`
  return tell({ title, seed: shared.seed, command: shared.command, figures }, shared.json)
})
