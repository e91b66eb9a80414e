// Which trips count: the first of a browser for ten minutes. Counting any returned retry would hide a half-dead portal.
import { limits } from '../../limits.ts'
import type { TripSeen } from './seen.ts'

/** Newest first, at most `limits.watch.newest`. Trips that were cancelled, or that left before `from`, say nothing. */
export function votesOf(trips: readonly TripSeen[], now: number, from: number): TripSeen[] {
  const counted = new Map<string, number>()
  const votes: TripSeen[] = []
  // Tries of the same browser are left out, so more are read than are kept.
  for (const trip of trips.slice(-3 * limits.watch.newest)) {
    if (trip.leftAt < from || trip.leftAt < now - limits.watch.window || trip.leftAt > now) continue
    const before = counted.get(trip.browser)
    if (before !== undefined && trip.leftAt - before < limits.watch.oneVote) continue
    counted.set(trip.browser, trip.leftAt)
    if (trip.back?.how !== 'cancelled') votes.push(trip)
  }
  return votes.slice(-limits.watch.newest).reverse()
}
