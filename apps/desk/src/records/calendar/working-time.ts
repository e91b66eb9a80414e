// Time that counts: milliseconds within office hours of working days.
import { type Calendar, dayOf, instantOf } from './calendar.ts'

/** Ten years: a longer search means a calendar without working days. */
const mostDays = 3660

/** The instants at which the spans of the days from `from` on open and close, as far as they lie after it. */
function* spansFrom(calendar: Calendar, from: Date): Generator<{ opens: number; closes: number }> {
  let day = dayOf(from)
  for (let i = 0; i < mostDays; i += 1, day = day.add({ days: 1 })) {
    if (!calendar.isWorkingDay(day)) continue
    for (const span of calendar.hours) {
      const closes = instantOf(day, span.to).getTime()
      if (closes > from.getTime())
        yield { opens: Math.max(instantOf(day, span.from).getTime(), from.getTime()), closes }
    }
  }
}

/** The instant at which so much working time has passed. It may be a closing time, never the opening after it. */
export function addWorkingTime(calendar: Calendar, from: Date, milliseconds: number): Date {
  if (milliseconds <= 0) return from
  let left = milliseconds
  for (const { opens, closes } of spansFrom(calendar, from)) {
    if (closes - opens >= left) return new Date(opens + left)
    left -= closes - opens
  }
  throw new Error('the calendar has no working days')
}

/** Working milliseconds from one instant to a later one; 0 where there is none. */
export function workingTimeBetween(calendar: Calendar, from: Date, to: Date): number {
  let sum = 0
  for (const { opens, closes } of spansFrom(calendar, from)) {
    if (opens >= to.getTime()) return sum
    sum += Math.min(closes, to.getTime()) - opens
  }
  return sum
}
