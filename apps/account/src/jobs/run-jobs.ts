// What runs by itself: messages at once after a commit and every second, the other outboxes every second; what became of messages;
// the keeper, the ledger, the purge, the watch on one node.
import { randomUUID } from 'node:crypto'
import { leaseHolder, leaveLeases } from '@motcua/db/lease.ts'
import { repeat } from '@motcua/web/repeat.ts'
import type { Provider } from 'oidc-provider'
import type { Deps } from '../deps.ts'
import { limits } from '../limits.ts'
import { findWaiting } from '../records/announcements/waiting.ts'
import { sealedAtOnce, sealLedger } from '../records/audit/seal-ledger.ts'
import { sumHealth } from '../records/portal-watch/health.ts'
import { announceOpenings } from './announce-openings.ts'
import { actOnVerdict } from './act-on-verdict.ts'
import { askFates } from './ask-fates.ts'
import { closeLapsedPeriods } from './keep-periods.ts'
import { judgePortal } from './judge-portal.ts'
import { probePortal } from './probe-portal.ts'
import { purge } from './purge.ts'
import { runDrills } from './run-drills.ts'
import { reconcile } from './reconcile.ts'
import { rememberLedger } from './seen-ledger.ts'
import { sendAlarms } from './send-alarms.ts'
import { sendAnnouncements } from './send-announcements.ts'
import { sendLogouts } from './send-logouts.ts'
import { type Flights, mostFlights, startMessages } from './send-messages.ts'
import { summarizeWeek } from './summarize-week.ts'
import { takeReceipts } from './take-receipts.ts'
import { tellPeople } from './tell-people.ts'
import { watchMessages } from './watch-messages.ts'

const second = 1000
const leaseSeconds = 15

/** Starts the jobs and wires `deps.nudge`; the returned function stops them and waits for what is under way. */
export function runJobs(deps: Deps, provider: Provider): () => Promise<void> {
  const holder = randomUUID()
  const hold = leaseHolder(deps.db, holder)
  const flights: Flights = new Set()
  // A nudge is for messages: people wait for them. Relying parties and alarms are told within the second.
  const outbox = repeat(deps.log, second, async () => {
    while ((await startMessages(deps, flights)) === mostFlights);
  })
  const others = repeat(deps.log, second, async () => {
    const waiting = await findWaiting(deps.db)
    while (waiting.alarms && (await sendAlarms(deps)) > 0);
    while (waiting.logouts && (await sendLogouts(deps, provider)) > 0);
  })
  const fates = repeat(deps.log, 5 * second, async () => {
    while ((await askFates(deps)) > 0);
  })
  const messages = repeat(deps.log, 10 * second, async () => {
    if (await hold('messages', 2 * leaseSeconds)) await watchMessages(deps)
  })
  takeReceipts(deps)
  const keeper = repeat(deps.log, second, async () => {
    if (!(await hold('keeper', leaseSeconds))) return
    await closeLapsedPeriods(deps)
    while ((await sealLedger(deps.db)) === sealedAtOnce);
  })
  let isStopping = false
  const cleaner = repeat(deps.log, 60 * second, async () => {
    if (await hold('cleaner', 2 * 60)) await purge(deps, { isStopping: () => isStopping })
  })
  const reconciler = repeat(deps.log, 30 * second, async () => {
    if (await hold('reconciler', 2 * 60)) await reconcile(deps)
    if (await hold('cleaner', 2 * 60)) while ((await sumHealth(deps.db)) > 0);
  })
  // Every node for itself.
  const memory = repeat(deps.log, 10 * second, () => rememberLedger(deps))
  const drills = repeat(deps.log, second, async () => {
    if (await hold('drills', leaseSeconds)) await runDrills(deps)
  })
  const announcer = repeat(deps.log, second, async () => {
    if (!(await hold('announcer', leaseSeconds))) return
    const waiting = await findWaiting(deps.db)
    if (waiting.openings) await announceOpenings(deps)
    await summarizeWeek(deps)
    const told = waiting.audit ? await tellPeople(deps) : 0
    if (waiting.openings || waiting.announcements || told > 0) await sendAnnouncements(deps)
  })
  const prober = repeat(deps.log, second, async () => {
    if (await hold('prober', limits.probes.lease)) await probePortal(deps)
  })
  const judge = repeat(deps.log, 5 * second, async () => {
    if (!(await hold('judge', limits.probes.lease))) return
    await judgePortal(deps)
    await actOnVerdict(deps)
  })
  deps.nudge = outbox.soon
  return async () => {
    isStopping = true
    await Promise.all(
      [outbox, others, fates, messages, keeper, cleaner, memory, reconciler, drills, announcer, prober, judge].map(
        (job) => job.stop(),
      ),
    )
    await Promise.all(flights)
    for (const gateway of deps.gateways) await gateway.close?.()
    await rememberLedger(deps).catch(() => {})
    await leaveLeases(deps.db, holder).catch(() => {})
  }
}
