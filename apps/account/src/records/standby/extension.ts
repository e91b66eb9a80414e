// Is an opening an extension, whose, and for how long may it be? Pure: what was open is given, the answer is a value.
import type { Opening } from './store.ts'

/** Times in seconds. */
export type ExtensionRule = { gap: number; most: number }

export type Extension = {
  /** Overlapping periods that are open now, the newest first. */
  open: Opening[]
  /** True where an overlapping period is open or ended within the gap. */
  isExtension: boolean
  /** Since when the door has been open without a pause longer than the gap. */
  since: Date
  /** Whole minutes that an extension may still last. */
  minutesLeft: number
}

/** `openings` overlap the scope that is to be opened; `now` is the database's time. */
export function readExtension(openings: readonly Opening[], now: Date, rule: ExtensionRule): Extension {
  const since = chainStart(openings, now, rule.gap)
  const minutesLeft = Math.floor((since.getTime() + rule.most * 1000 - now.getTime()) / 60_000)
  const isExtension = recent(openings, now, rule.gap).length > 0
  return { open: openings.filter((one) => one.is_open), isExtension, since, minutesLeft }
}

/**
 * Two people stand behind every hour after the first: nobody extends what they opened themself, unless somebody else opened the same
 * scope after them.
 */
export function needsSecondPerson(
  openings: readonly Opening[],
  { actorId, now, gap }: { actorId: string | null; now: Date; gap: number },
): boolean {
  const own = recent(openings, now, gap).filter((one) => one.opened_by === actorId)
  return own.some((mine) => !openings.some((other) => isLaterByAnother(mine, other)))
}

const isLaterByAnother = (mine: Opening, other: Opening) =>
  other.opened_by !== mine.opened_by && other.opened_at > mine.opened_at && isSameScope(mine, other)

export const isSameScope = (one: Opening, other: Opening): boolean =>
  one.scope === other.scope && one.targets.join() === other.targets.join()

const recent = (openings: readonly Opening[], now: Date, gap: number) =>
  openings.filter((one) => one.is_open || one.ends_at.getTime() > now.getTime() - gap * 1000)

/** Walks back from now over periods whose end is less than the gap before the start found so far. */
function chainStart(openings: readonly Opening[], now: Date, gap: number): Date {
  let start = now.getTime()
  for (const one of [...openings].sort((a, b) => b.ends_at.getTime() - a.ends_at.getTime())) {
    if (one.ends_at.getTime() > start - gap * 1000) start = Math.min(start, one.opened_at.getTime())
  }
  return new Date(start)
}
