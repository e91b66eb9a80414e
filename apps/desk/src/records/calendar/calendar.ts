// Which days are worked, and when on them: weekdays, less holidays, plus make-up days.
import { Temporal } from 'temporal-polyfill'
import { parseHours, type Span, usualHours } from './hours.ts'

export const zone = 'Asia/Ho_Chi_Minh'

/** `off` is a holiday, a day in lieu or an exchanged one; `work` a make-up day (ngày làm bù). ISO dates. */
export type CalendarDay = { date: string; kind: 'off' | 'work' }

export type Calendar = {
  hours: readonly Span[]
  isWorkingDay: (date: Temporal.PlainDate) => boolean
  /** Has somebody told this year's holidays? Otherwise only weekends are known. */
  knowsYear: (year: number) => boolean
}

const saturday = 6

export function makeCalendar(days: readonly CalendarDay[], hours = parseHours(usualHours)): Calendar {
  const told = new Map(days.map((day) => [day.date, day.kind]))
  const years = new Set(days.map((day) => Number(day.date.slice(0, 4))))
  return {
    hours,
    isWorkingDay: (date) => {
      const kind = told.get(date.toString())
      return kind ? kind === 'work' : date.dayOfWeek < saturday
    },
    knowsYear: (year) => years.has(year),
  }
}

/** The local day of an instant. */
export const dayOf = (at: Date): Temporal.PlainDate => localTime(at).toPlainDate()

export const localTime = (at: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)

/** The first working day after this one. */
export function nextWorkingDay(calendar: Calendar, date: Temporal.PlainDate): Temporal.PlainDate {
  let day = date.add({ days: 1 })
  while (!calendar.isWorkingDay(day)) day = day.add({ days: 1 })
  return day
}

/** An instant from a local day and minutes after its midnight. */
export const instantOf = (date: Temporal.PlainDate, minutes: number): Date =>
  new Date(date.toZonedDateTime(zone).add({ minutes }).epochMilliseconds)

export const openingOf = (calendar: Calendar, date: Temporal.PlainDate): Date =>
  instantOf(date, calendar.hours[0]?.from ?? 0)

export const closingOf = (calendar: Calendar, date: Temporal.PlainDate): Date =>
  instantOf(date, calendar.hours.at(-1)?.to ?? 24 * 60)
