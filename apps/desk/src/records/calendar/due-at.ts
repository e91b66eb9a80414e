// When a dossier is due: the rules of a provincial one-stop desk, in one place.
import type { Temporal } from 'temporal-polyfill'
import { type Calendar, closingOf, dayOf, instantOf, localTime, nextWorkingDay, openingOf, zone } from './calendar.ts'
import { addWorkingTime, workingTimeBetween } from './working-time.ts'

/** `day`: working days, 0 = the same day. `hour`: working hours, 8 of them a working day. `calendar-day`: any day counts. */
export type Term = { unit: 'day' | 'hour' | 'calendar-day'; amount: number }

const hour = 60 * 60 * 1000
const hoursPerDay = 8
/** Received later than this, a dossier counts as received on the next working day. Minutes after midnight. */
const lateAfter = 15 * 60

/**
 * Days: the day of receipt is not counted, and the last day ends with office hours (Civil Code 2015, Đ.147–148).
 * Hours: from the instant of receipt, or the next opening; every 8 hours are one working day.
 */
export function dueAt(calendar: Calendar, receivedAt: Date, term: Term): Date {
  const first = firstDay(calendar, receivedAt)
  if (term.unit === 'day') return closingOf(calendar, daysLater(calendar, first, term.amount))
  if (term.unit === 'calendar-day')
    return closingOf(calendar, workingDayFrom(calendar, first.add({ days: term.amount })))
  return hoursLater(calendar, startOfHours(calendar, receivedAt, first), term.amount)
}

/**
 * The due time after a pause: what was paused is given back, no more and no less. Working time, or, where any day counts
 * towards the term, the days that began meanwhile, a weekend or Tết among them, counted from the due day as it stands.
 */
export function dueAfterPause(
  calendar: Calendar,
  due: Date,
  pause: { from: Date; to: Date },
  unit: Term['unit'],
): Date {
  const { from, to } = pause
  if (unit !== 'calendar-day') return addWorkingTime(calendar, due, workingTimeBetween(calendar, from, to))
  const { days } = dayOf(from).until(dayOf(to))
  return days === 0 ? due : closingOf(calendar, workingDayFrom(calendar, dayOf(due).add({ days })))
}

/** The working day as whose receipt this instant counts. */
function firstDay(calendar: Calendar, receivedAt: Date): Temporal.PlainDate {
  const day = dayOf(receivedAt)
  const isLate = receivedAt.getTime() > instantOf(day, lateAfter).getTime()
  return calendar.isWorkingDay(day) && !isLate ? day : nextWorkingDay(calendar, day)
}

function daysLater(calendar: Calendar, date: Temporal.PlainDate, days: number): Temporal.PlainDate {
  let day = date
  for (let i = 0; i < days; i += 1) day = nextWorkingDay(calendar, day)
  return day
}

const workingDayFrom = (calendar: Calendar, date: Temporal.PlainDate): Temporal.PlainDate =>
  calendar.isWorkingDay(date) ? date : nextWorkingDay(calendar, date)

/** Within office hours the instant itself, else the next opening (also that after lunch). */
function startOfHours(calendar: Calendar, receivedAt: Date, first: Temporal.PlainDate): Date {
  if (!dayOf(receivedAt).equals(first)) return openingOf(calendar, first)
  const opens = calendar.hours.map((span) => instantOf(first, span.from).getTime())
  const closes = calendar.hours.map((span) => instantOf(first, span.to).getTime())
  const next = closes.findIndex((closing) => receivedAt.getTime() < closing)
  return new Date(Math.max(receivedAt.getTime(), opens[next] ?? 0))
}

function hoursLater(calendar: Calendar, start: Date, hours: number): Date {
  const wholeDays = Math.floor(hours / hoursPerDay)
  return addWorkingTime(calendar, sameTimeLater(calendar, start, wholeDays), (hours % hoursPerDay) * hour)
}

/** The same time of day so many working days later; a whole day from the opening ends at the closing of that very day. */
function sameTimeLater(calendar: Calendar, start: Date, days: number): Date {
  if (days === 0) return start
  const day = dayOf(start)
  if (start.getTime() === openingOf(calendar, day).getTime())
    return closingOf(calendar, daysLater(calendar, day, days - 1))
  const time = localTime(start).toPlainTime()
  return new Date(daysLater(calendar, day, days).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds)
}
