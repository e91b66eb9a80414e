// Do people come back? A sequential likelihood-ratio test over the newest trips, adjusted for those still under way. Lost codes must
// explain them better than a healthy portal does, and better than a slow one: late returns speak for slowness, not for loss.
import { limits } from '../../limits.ts'
import { shareBack, slowMedian, slowRatio } from './return-time.ts'
import type { TripSeen } from './seen.ts'

/** Share that comes back: of a healthy portal at least · of one whose codes never arrive · of a half-broken one. */
const healthy = 0.85
const broken = [0.1, 0.45] as const

// By age in seconds, so that the judge of thousands of days need not work it out anew.
const oldest = 900
const shares = Array.from({ length: oldest + 1 }, (_, age) => shareBack(age))
const slowShares = Array.from({ length: oldest + 1 }, (_, age) => shareBack(age, slowMedian))
const missingBy = (of: readonly number[]) => broken.map((b) => of.map((f) => Math.log((1 - b * f) / (1 - healthy * f))))
const missing = { usual: missingBy(shares), slow: missingBy(slowShares) }
const returned = broken.map((b) => Math.log(b / healthy))
/** Not back yet: at a slow portal, where all come back in the end, or at a healthy one? */
const missingSlow = shares.map((f, age) => Math.log((1 - healthy * (slowShares[age] ?? 0)) / (1 - healthy * f)))
/** How many times likelier than slowness must lost codes be, at 12 nats in all. Both look alike for the first minutes. */
const timesLikelier = 20
const slowMargin = limits.watch.certainNats - Math.log(timesLikelier)

export type ReturnSigns = {
  /** How strongly the newest trips speak for a broken portal, without the agency that speaks for it most. */
  nats: number
  left: number
  back: number
  agencies: number
}

/**
 * What a trip is measured against: the time, how broken a portal, whether the portal is known to be slow, and how strongly the trips
 * speak for a slow one, in nats.
 */
type Measure = { now: number; which: number; pace: 'usual' | 'slow'; slowNats: number }

/** `votes` newest first (votes.ts). At a slow portal people get more time before they count as missing. */
export function readReturns(votes: readonly TripSeen[], now: number, isSlow: boolean): ReturnSigns {
  const pace = isSlow ? 'slow' : 'usual'
  // Where it is known to be slow, the slow pace itself is what lost codes are measured against.
  const slowNats = (which: number) => (isSlow ? 0 : slowest(votes, now, returned[which] ?? 0))
  const tests = broken.map((_, which) => strongest(votes, { now, which, pace, slowNats: slowNats(which) }))
  return tests.reduce((best, test) => (test.nats > best.nats ? test : best))
}

/** How strongly trips that left at or after `since` speak for a portal that works again. `votes` newest first. */
export function readRecovery(votes: readonly TripSeen[], now: number, since: number): number {
  const measure = { now, which: broken.length - 1, pace: 'usual', slowNats: 0 } as const
  let [sum, best] = [0, 0]
  for (const vote of votes) {
    if (vote.leftAt < since) break
    sum -= ratioOf(vote, measure)
    best = Math.max(best, sum)
  }
  return best
}

/** The suffix of trips that speaks loudest: the fault began some time ago, and nobody knows when. */
function strongest(votes: readonly TripSeen[], measure: Measure): ReturnSigns {
  const best: ReturnSigns = { nats: 0, left: 0, back: 0, agencies: 0 }
  const sums = new Map<string, number>()
  const [agencies, addresses] = [new Set<string>(), new Set<string>()]
  let [total, worst, back] = [0, 0, 0]
  for (const [index, vote] of votes.entries()) {
    const ratio = ratioOf(vote, measure)
    const group = vote.agency ?? ''
    const sumBefore = sums.get(group) ?? 0
    const sum = sumBefore + ratio
    sums.set(group, sum)
    total += ratio
    if (sum > worst) worst = sum
    else if (ratio < 0 && sumBefore === worst) worst = Math.max(0, ...sums.values())
    if (vote.back) back += 1
    else {
      if (vote.agency) agencies.add(vote.agency)
      addresses.add(vote.address)
    }
    const isWide = agencies.size >= limits.watch.groups && addresses.size >= limits.watch.groups
    const nats = Math.min(total - worst, total - measure.slowNats + slowMargin)
    if (!isWide || nats <= best.nats) continue
    Object.assign(best, { nats, left: index + 1, back, agencies: agencies.size })
  }
  return best
}

/** ln of how much likelier this trip is at a broken portal than at a healthy one. One that left a moment ago says little. */
function ratioOf(vote: TripSeen, { now, which, pace }: Measure): number {
  if (vote.back) return returned[which] ?? 0
  const age = Math.min(oldest, Math.max(0, Math.floor(now - vote.leftAt)))
  return missing[pace][which]?.[age] ?? 0
}

/**
 * How strongly the newest trips speak for a slow portal: late returns, and people who are still away but not for long. A quick return
 * counts against it by `quickest` at most, what it counts against lost codes: one more return must never make it no-codes.
 */
function slowest(votes: readonly TripSeen[], now: number, quickest: number): number {
  let [sum, best] = [0, 0]
  for (const { back, leftAt } of votes) {
    const age = Math.min(oldest, Math.max(0, Math.floor(now - leftAt)))
    sum += back ? Math.max(slowRatio(back.at - leftAt), quickest) : (missingSlow[age] ?? 0)
    best = Math.max(best, sum)
  }
  return best
}
