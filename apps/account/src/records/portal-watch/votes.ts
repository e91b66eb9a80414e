// Which trips count: the first of a browser for ten minutes, and one alone of those from which it did not come back, however long
// somebody tries. Counting any returned retry would hide a half-dead portal.
import { limits } from '../../limits.ts'
import type { TripSeen } from './seen.ts'

/** Newest first, at most `limits.watch.newest`. Trips that were cancelled, or that left before `from`, say nothing. */
export function votesOf(trips: readonly TripSeen[], now: number, from: number): TripSeen[] {
  const counted = new Map<string, TripSeen>()
  const votes = new Set<TripSeen>()
  // Tries of the same browser are left out, so more are read than are kept.
  for (const trip of trips.slice(-3 * limits.watch.newest)) {
    if (trip.leftAt < from || trip.leftAt < now - limits.watch.window || trip.leftAt > now) continue
    const before = counted.get(trip.browser)
    if (before && trip.leftAt - before.leftAt < limits.watch.oneVote) continue
    counted.set(trip.browser, trip)
    // Away before and away again: the newer try stands for both.
    if (before && !before.back && !trip.back) votes.delete(before)
    if (trip.back?.how !== 'cancelled') votes.add(trip)
  }
  return [...votes].slice(-limits.watch.newest).reverse()
}
