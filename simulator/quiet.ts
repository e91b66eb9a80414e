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

/** Seconds for which one look at all trips holds: until then nobody can be missed more than they would be at its end. */
const ahead = 60

/** What is known of the near future: at `until` those who had left by `from` speak so loudly at most, were none of them to come back. */
export type Bound = { from: number; until: number; most: readonly number[] }

export const unbound: Bound = { from: 0, until: 0, most: [] }

export type Known = {
  rounds: readonly Round[]
  trips: readonly TripSeen[]
  presses: readonly PressSeen[]
  /** Trips of a browser that left shortly before: those may be no votes. */
  repeats: WeakSet<TripSeen>
  bound: Bound
}

/** True where `judge` would say "ok" again for certain. Says false where it is not sure, never true where it is wrong. */
export function isSurelyOk(known: Known, now: number): boolean {
  const { rounds, trips, presses } = known
  if ((rounds.at(-1)?.at ?? 0) < now - 30) return false
  // One odd look alone, or presses, make no word: they are a second sign beside 6 nats. With neither nothing under 12 nats is a word.
  const odd = rounds.filter(({ failures, slowest }) => failures.length > 0 || slowest > probes.slow).length
  if (odd > 1) return false
  const hasSecondSign = odd > 0 || presses.filter(({ at }) => at > now - watch.oneVote).length >= watch.presses
  const enough = hasSecondSign ? watch.suspectNats : watch.certainNats
  return isNobodyMissed(known, now, enough) && areReturnsUsual(trips, now)
}

function isNobodyMissed(known: Known, now: number, enough: number): boolean {
  if (now > known.bound.until) known.bound = boundOf(known, now)
  const { bound, trips } = known
  let newer = 0
  while (newer < trips.length && trips[trips.length - 1 - newer]!.leftAt > bound.from) newer += 1
  if (kinds.every(({ away }, which) => bound.most[which]! + newer * away[ahead]! < enough)) return true
  return kinds.every((_, which) => missingAtMost(known, which, now) < enough)
}

const boundOf = (known: Known, now: number): Bound => ({
  from: now,
  until: now + ahead,
  most: kinds.map((_, which) => missingAtMost(known, which, now + ahead)),
})

/** The loudest suffix of trips, every agency left in. A browser's second try may count or not: where it is back it counts for nothing. */
function missingAtMost({ trips, repeats }: Known, which: number, now: number): number {
  const { back, away } = kinds[which]!
  let [sum, best] = [0, 0]
  for (let i = trips.length - 1; i >= 0; i -= 1) {
    const trip = trips[i]!
    if (trip.back) sum += repeats.has(trip) ? 0 : back
    else sum += Math.max(0, away[Math.min(900, Math.max(0, Math.floor(now - trip.leftAt)))]!)
    if (sum > best) best = sum
    // Nothing older can lift it again: each trip adds 1.8 at most.
    if (sum + 1.8 * i < best) break
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
