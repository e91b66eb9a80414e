// Moments at which no verdict but "ok" is possible, told by a bound that costs a hundredth of a judgement: normal days are made of them.
import { limits } from '../apps/account/src/limits.ts'
import { shareBack, slowRatio } from '../apps/account/src/records/portal-watch/return-time.ts'
import type { PressSeen, Round, TripSeen } from '../apps/account/src/records/portal-watch/seen.ts'

const { watch, probes } = limits
const healthy = 0.85
const kinds = [0.1, 0.45].map((b) => ({
  back: Math.log(b / healthy),
  away: Array.from({ length: 901 }, (_, age) => Math.log((1 - b * shareBack(age)) / (1 - healthy * shareBack(age)))),
}))
/** An error is worth ln 10, so five of them stay under 12 nats; slow returns are counted by their own ratios. */
const errorsMost = 5
const recent = 15 * 60

export type Known = {
  rounds: readonly Round[]
  trips: readonly TripSeen[]
  presses: readonly PressSeen[]
  /** Trips of a browser that left shortly before: those may be no votes. */
  repeats: WeakSet<TripSeen>
}

/** True where `judge` would say "ok" again for certain. Says false where it is not sure, never true where it is wrong. */
export function isSurelyOk({ rounds, trips, presses, repeats }: Known, now: number): boolean {
  if (presses.filter(({ at }) => at > now - watch.oneVote).length >= watch.presses) return false
  if ((rounds.at(-1)?.at ?? 0) < now - 30) return false
  if (rounds.some(({ failures, slowest }) => failures.length > 0 || slowest > probes.slow)) return false
  // With fewer presses than count and every look fine, nothing under 12 nats is a word.
  return (
    areReturnsUsual(trips, now) &&
    kinds.every((_, which) => missingAtMost(trips, { repeats, which, now }) < watch.certainNats)
  )
}

type Bound = { repeats: WeakSet<TripSeen>; which: number; now: number }

/** The loudest suffix of trips, every agency left in. A browser's second try may count or not: where it is back it counts for nothing. */
function missingAtMost(trips: readonly TripSeen[], { repeats, which, now }: Bound): number {
  const { back, away } = kinds[which]!
  let [sum, best] = [0, 0]
  for (let i = trips.length - 1; i >= 0; i -= 1) {
    const trip = trips[i]!
    if (trip.back) sum += repeats.has(trip) ? 0 : back
    else sum += Math.max(0, away[Math.min(900, Math.max(0, Math.floor(now - trip.leftAt)))]!)
    if (sum > best) best = sum
    // Nothing older can lift it again: each trip adds 1.8 at most.
    if (sum + 1.8 * i < watch.certainNats) break
  }
  return best
}

function areReturnsUsual(trips: readonly TripSeen[], now: number): boolean {
  let [errors, slow] = [0, 0]
  for (let i = trips.length - 1; i >= 0; i -= 1) {
    const { back, leftAt } = trips[i]!
    if (leftAt < now - watch.window) break
    if (!back || back.at < now - recent) continue
    if (back.how === 'error') errors += 1
    else if (back.how === 'fine') slow += Math.max(0, slowRatio(back.at - leftAt))
  }
  return errors <= errorsMost && slow < watch.certainNats
}
