// People who come back with an error of the portal, and people who come back late.
import { limits } from '../../limits.ts'
import { slowRatio } from './return-time.ts'
import type { TripSeen } from './seen.ts'

/** Shares of returns with an error: of a healthy portal at most, of a broken one at least. */
const [healthy, broken] = [0.05, 0.5]
const ratio = { error: Math.log(broken / healthy), fine: Math.log((1 - broken) / (1 - healthy)) }
const recent = 15 * 60

export type ErrorSigns = {
  nats: number
  errors: number
  /** From the first to the last of them. */
  seconds: number
  /** Errors within the last minutes of calm. */
  lately: number
}

/** Errors among the newest returns, without the agency that has most of them. `votes` newest first. */
export function readErrors(votes: readonly TripSeen[], now: number, calm: number): ErrorSigns {
  const best: ErrorSigns = { nats: 0, errors: 0, seconds: 0, lately: 0 }
  const sums = new Map<string, number>()
  let [total, errors, newest] = [0, 0, 0]
  for (const { back, agency } of votes) {
    if (!back || back.at < now - recent) continue
    const step = back.how === 'error' ? ratio.error : ratio.fine
    total += step
    sums.set(agency ?? '', (sums.get(agency ?? '') ?? 0) + step)
    if (back.how !== 'error') continue
    errors += 1
    if (back.at > now - calm) best.lately += 1
    newest = Math.max(newest, back.at)
    const nats = total - Math.max(0, ...sums.values())
    if (sums.size >= limits.watch.groups && nats > best.nats)
      Object.assign(best, { nats, errors, seconds: newest - back.at })
  }
  return best
}

/** How strongly the newest returns speak for a slow portal. `votes` newest first. */
export function readSlowness(votes: readonly TripSeen[], now: number): number {
  let [sum, best] = [0, 0]
  for (const { back, leftAt } of votes) {
    if (back?.how !== 'fine' || back.at < now - recent) continue
    sum += slowRatio(back.at - leftAt)
    best = Math.max(best, sum)
  }
  return best
}
