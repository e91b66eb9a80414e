// Dated cases of the calendar, each worked out by hand: weekdays are written beside the dates.
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { type CalendarDay, localTime, makeCalendar } from './calendar.ts'
import { dueAfterPause, dueAt, type Term } from './due-at.ts'
import { parseHours } from './hours.ts'
import { addWorkingTime, workingTimeBetween } from './working-time.ts'

const years = [2023, 2024, 2025, 2026, 2027]
const sample = (year: number) => new URL(`../../../../../samples/calendar-${year}.csv`, import.meta.url)
const days = years.flatMap((year) => parse(readFileSync(sample(year), 'utf8'), { columns: true }) as CalendarDay[])
const calendar = makeCalendar(days)

const at = (local: string) => new Date(`${local.replace(' ', 'T')}${local.length === 16 ? ':00' : ''}+07:00`)
const shown = (instant: Date) =>
  localTime(instant).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')

type Case = [received: string, amount: number, unit: Term['unit'], due: string, why: string]

const workingDays: Case[] = [
  // The same day, and the 15:00 rule.
  ['2023-10-04 08:00', 0, 'day', '2023-10-04 17:00', 'Wed morning: the same day'],
  ['2023-10-04 14:59', 0, 'day', '2023-10-04 17:00', 'Wed just before 15:00: the same day'],
  ['2023-10-04 15:00', 0, 'day', '2023-10-04 17:00', 'Wed at 15:00 sharp is not after 15:00'],
  ['2023-10-04 15:00:01', 0, 'day', '2023-10-05 17:00', 'a second after 15:00: Thu'],
  ['2023-10-04 16:30', 0, 'day', '2023-10-05 17:00', 'Wed late: Thu'],
  ['2023-10-06 15:30', 0, 'day', '2023-10-09 17:00', 'Fri late: Mon, over the weekend'],
  ['2023-10-07 09:00', 0, 'day', '2023-10-09 17:00', 'Sat is not worked: Mon'],
  ['2023-10-08 20:00', 0, 'day', '2023-10-09 17:00', 'Sun evening (online): Mon'],
  ['2023-10-04 06:10', 0, 'day', '2023-10-04 17:00', 'before opening counts as that day'],
  ['2023-10-04 12:15', 0, 'day', '2023-10-04 17:00', 'during lunch: the same day'],
  ['2023-10-04 22:00', 0, 'day', '2023-10-05 17:00', 'after closing: Thu'],
  // A few working days.
  ['2023-10-02 09:00', 3, 'day', '2023-10-05 17:00', 'Mon + Tue, Wed, Thu'],
  ['2023-10-02 16:00', 3, 'day', '2023-10-06 17:00', 'Mon late counts as Tue + Wed, Thu, Fri'],
  ['2023-10-05 09:00', 3, 'day', '2023-10-10 17:00', 'Thu + Fri, Mon, Tue'],
  ['2023-10-06 16:45', 3, 'day', '2023-10-12 17:00', 'Fri late counts as Mon + Tue, Wed, Thu'],
  ['2023-10-07 10:00', 3, 'day', '2023-10-12 17:00', 'Sat counts as Mon + Tue, Wed, Thu'],
  ['2023-10-02 09:00', 15, 'day', '2023-10-23 17:00', 'three whole weeks later, Mon'],
  // Holidays of 2023.
  ['2023-01-18 10:00', 3, 'day', '2023-01-30 17:00', 'Wed + Thu 19, Tết 20–26, Fri 27, (28, 29 weekend), Mon 30'],
  ['2023-01-19 15:05', 0, 'day', '2023-01-27 17:00', 'the last working day, late: the first day after Tết'],
  ['2023-01-19 14:00', 0, 'day', '2023-01-19 17:00', 'the last working day before Tết, in time'],
  ['2023-01-22 09:00', 0, 'day', '2023-01-27 17:00', 'mùng 1 (online): the first day after Tết'],
  ['2022-12-30 09:00', 1, 'day', '2023-01-03 17:00', 'Fri + Tue: Mon 2/1 is in lieu of Sunday 1/1'],
  ['2023-04-28 09:00', 1, 'day', '2023-05-04 17:00', 'Fri + Thu 4/5: Giỗ Tổ, 30/4, 1/5 and two days in lieu'],
  ['2023-08-31 09:00', 2, 'day', '2023-09-06 17:00', 'Thu + Tue 5, Wed 6: 1–4/9 are off'],
  // 2024: an exchanged Monday and its make-up Saturday.
  ['2024-02-06 11:00', 3, 'day', '2024-02-16 17:00', 'Tue + Wed 7, Tết 8–14, Thu 15, Fri 16'],
  ['2024-04-26 09:00', 1, 'day', '2024-05-02 17:00', 'Fri + Thu 2/5: Mon 29/4 exchanged, 30/4, 1/5'],
  ['2024-05-03 09:00', 1, 'day', '2024-05-04 17:00', 'Fri + Sat 4/5, the make-up day'],
  ['2024-05-04 16:00', 0, 'day', '2024-05-06 17:00', 'late on the make-up Saturday: Mon'],
  ['2024-05-04 09:00', 0, 'day', '2024-05-04 17:00', 'the make-up Saturday is a day like any other'],
  ['2024-04-17 16:00', 1, 'day', '2024-04-22 17:00', 'Wed late counts as Fri 19 (Thu is Giỗ Tổ) + Mon 22'],
  // 2025.
  ['2025-01-24 15:30', 1, 'day', '2025-02-04 17:00', 'Fri late counts as Mon 3/2 (Tết 25/1–2/2) + Tue 4'],
  ['2025-04-25 14:00', 1, 'day', '2025-04-26 17:00', 'Fri + Sat 26/4, the make-up day'],
  ['2025-04-29 09:00', 1, 'day', '2025-05-05 17:00', 'Tue + Mon 5/5: 30/4, 1/5, exchanged Fri 2/5'],
  ['2025-08-29 15:01', 0, 'day', '2025-09-03 17:00', 'Fri late: Wed 3/9 after the long weekend'],
  // 2026 and 2027.
  ['2026-01-09 09:00', 1, 'day', '2026-01-10 17:00', 'Fri + Sat 10/1, the make-up day for 2/1'],
  ['2026-02-13 09:00', 2, 'day', '2026-02-24 17:00', 'Fri + Mon 23, Tue 24: Tết 14–22/2'],
  ['2026-08-21 09:00', 5, 'day', '2026-08-27 17:00', 'Fri + Sat 22 (make-up), Mon 24, Tue 25, Wed 26, Thu 27'],
  ['2026-08-28 16:00', 1, 'day', '2026-09-04 17:00', 'Fri late counts as Thu 3/9 (31/8–2/9 off) + Fri 4'],
  ['2026-11-23 15:30', 0, 'day', '2026-11-25 17:00', 'Mon late: Wed, for Tue 24/11 is Culture Day'],
  ['2027-02-03 09:00', 1, 'day', '2027-02-11 17:00', 'Wed + Thu 11: the expected Tết 4–10/2'],
  ['2027-04-30 09:00', 0, 'day', '2027-05-04 17:00', 'a holiday Fri: Tue, for Mon 3/5 is in lieu of Sat 1/5'],
]

const hours: Case[] = [
  ['2023-10-04 08:00', 2, 'hour', '2023-10-04 10:00', 'within the morning'],
  ['2023-10-04 10:30', 2, 'hour', '2023-10-04 14:30', 'one hour to 11:30, one from 13:30'],
  ['2023-10-04 09:30', 2, 'hour', '2023-10-04 11:30', 'ends with the morning, not at 13:30'],
  ['2023-10-04 12:00', 2, 'hour', '2023-10-04 15:30', 'lunch: from 13:30'],
  ['2023-10-04 14:30', 4, 'hour', '2023-10-05 09:00', 'two and a half to 17:00, one and a half from 07:30'],
  ['2023-10-06 14:30', 4, 'hour', '2023-10-09 09:00', 'the same over a weekend'],
  ['2023-10-04 09:00', 8, 'hour', '2023-10-05 09:00', '8 hours are one working day'],
  ['2023-10-04 15:30', 8, 'hour', '2023-10-05 17:00', 'late: from Thu 07:30, a whole day'],
  ['2023-10-07 10:00', 8, 'hour', '2023-10-09 17:00', 'Sat: the whole of Mon'],
  ['2023-10-05 10:00', 20, 'hour', '2023-10-09 16:00', 'two days to Mon 10:00, 1:30 to 11:30, 2:30 from 13:30'],
  ['2023-01-19 10:00', 8, 'hour', '2023-01-27 10:00', 'Thu before Tết: one working day later is Fri 27'],
]

const calendarDays: Case[] = [
  ['2023-10-02 09:00', 10, 'calendar-day', '2023-10-12 17:00', 'Mon + 10 days = Thu'],
  ['2023-10-04 09:00', 10, 'calendar-day', '2023-10-16 17:00', 'Wed + 10 = Sat 14, moved on to Mon 16'],
  ['2024-01-12 09:00', 30, 'calendar-day', '2024-02-15 17:00', 'Fri + 30 = Sun 11/2, within Tết: Thu 15'],
]

test.each([...workingDays, ...hours, ...calendarDays])('%s + %i %s = %s: %s', (received, amount, unit, due) => {
  expect(shown(dueAt(calendar, at(received), { unit, amount }))).toBe(due)
})

const pauses: [due: string, from: string, to: string, after: string, why: string][] = [
  [
    '2023-10-05 17:00',
    '2023-10-03 09:00',
    '2023-10-04 09:00',
    '2023-10-06 17:00',
    'a working day (7½ h) is given back',
  ],
  ['2023-10-05 17:00', '2023-10-03 09:00', '2023-10-03 10:30', '2023-10-06 09:00', '1:30 given back, after Thu 17:00'],
  [
    '2023-10-12 17:00',
    '2023-10-06 16:00',
    '2023-10-09 09:00',
    '2023-10-13 10:00',
    'over a weekend: 1 h Fri + 1½ h Mon = 2½ h',
  ],
  ['2023-10-12 17:00', '2023-10-07 08:00', '2023-10-08 22:00', '2023-10-12 17:00', 'wholly within a weekend: nothing'],
  ['2023-10-12 17:00', '2023-10-10 11:40', '2023-10-10 13:20', '2023-10-12 17:00', 'within lunch: nothing'],
  [
    '2023-01-30 17:00',
    '2023-01-19 15:00',
    '2023-01-27 09:30',
    '2023-01-31 11:30',
    'over Tết: 2 h Thu + 2 h Fri = 4 h: the whole of Tue morning',
  ],
  ['2024-05-02 17:00', '2024-04-26 09:00', '2024-05-02 09:00', '2024-05-03 17:00', 'over 29/4–1/5: one working day'],
  [
    '2024-05-06 17:00',
    '2024-05-03 16:00',
    '2024-05-06 08:30',
    '2024-05-08 09:30',
    '1 h Fri, the make-up Sat 7½ h, 1 h Mon = 9½ h: Tue whole, 2 h Wed',
  ],
  [
    '2023-10-03 17:00',
    '2023-10-04 09:00',
    '2023-10-05 09:00',
    '2023-10-04 17:00',
    'already overdue: it stays so, by as much',
  ],
  ['2023-10-05 17:00', '2023-10-04 10:00', '2023-10-04 10:00', '2023-10-05 17:00', 'no time at all'],
]
test.each(pauses)('due %s, paused %s to %s: due %s, %s', (due, from, to, after) => {
  expect(shown(dueAfterPause(calendar, at(due), { from: at(from), to: at(to) }, 'day'))).toBe(after)
})

const calendarPauses: [due: string, from: string, to: string, after: string, why: string][] = [
  [
    '2023-10-12 17:00',
    '2023-10-06 16:00',
    '2023-10-09 09:00',
    '2023-10-16 17:00',
    'Fri to Mon: 3 days, Sun 15 to Mon 16',
  ],
  ['2023-10-12 17:00', '2023-10-03 09:00', '2023-10-04 09:00', '2023-10-13 17:00', 'a day'],
  ['2023-10-12 17:00', '2023-10-03 08:00', '2023-10-03 16:30', '2023-10-12 17:00', 'within a day: nothing'],
  ['2023-02-01 17:00', '2023-01-19 15:00', '2023-01-27 09:30', '2023-02-09 17:00', 'over Tết: 8 days'],
  ['2023-12-29 17:00', '2023-12-28 10:00', '2024-01-02 10:00', '2024-01-03 17:00', 'over the year’s end: 5 days'],
  ['2023-10-03 17:00', '2023-10-04 09:00', '2023-10-05 09:00', '2023-10-04 17:00', 'already overdue: it stays so'],
]
test.each(calendarPauses)('calendar days, due %s, paused %s to %s: due %s, %s', (due, from, to, after) => {
  const pause = { from: at(from), to: at(to) }
  expect(shown(dueAfterPause(calendar, at(due), pause, 'calendar-day'))).toBe(after)
})

test('two pauses are given back one after the other', () => {
  const morning = { from: at('2023-10-03 09:00'), to: at('2023-10-03 10:00') }
  const once = dueAfterPause(calendar, at('2023-10-05 17:00'), morning, 'day')
  const afternoon = { from: at('2023-10-04 14:00'), to: at('2023-10-04 16:00') }
  const twice = dueAfterPause(calendar, once, afternoon, 'day')
  expect(shown(twice)).toBe('2023-10-06 10:30')
})

test('working time added and measured are one and the same', () => {
  const start = at('2024-04-26 10:17')
  for (const minutes of [1, 73, 74, 200, 450, 451, 4000]) {
    const end = addWorkingTime(calendar, start, minutes * 60_000)
    expect(workingTimeBetween(calendar, start, end)).toBe(minutes * 60_000)
  }
})

test('other office hours are a setting; a wrong one stops the start', () => {
  const short = makeCalendar(days, parseHours('08:00-12:00'))
  expect(shown(dueAt(short, at('2023-10-04 08:00'), { unit: 'day', amount: 1 }))).toBe('2023-10-05 12:00')
  expect(() => parseHours('12:00-08:00')).toThrow(/out of order/)
  expect(() => parseHours('7:30-11:30')).toThrow(/07:30-11:30/)
})

test('every year says what is decided and what is expected, and each make-up day is a weekend day', () => {
  for (const day of days as (CalendarDay & { basis: string })[]) {
    expect(['decided', 'expected']).toContain(day.basis)
    const weekday = localTime(at(`${day.date} 12:00`)).dayOfWeek
    if (day.kind === 'work') expect(weekday).toBeGreaterThan(5)
  }
  expect(years.every(calendar.knowsYear)).toBe(true)
  expect(calendar.knowsYear(2031)).toBe(false)
})
