// How a dossier stands, in a word or two: its status, its time left, its dates. Desk pages and the public look-up share them.
import { counted } from '@motcua/ui/counted.ts'
import type { ChipTone } from '@motcua/ui/chip.tsx'
import type { Language } from '@motcua/ui/shell.ts'
import { type Calendar, dayOf, nextWorkingDay, zone } from '../records/calendar/calendar.ts'
import type { Term } from '../records/calendar/due-at.ts'
import { workingTimeBetween } from '../records/calendar/working-time.ts'
import { finalStatuses, isOverdue, status, type Status, wasLate } from '../records/dossiers/status.ts'
import type { Dossier } from '../records/dossiers/store.ts'

const minute = 60_000
const hour = 60 * minute
/** Less working time than this left is "due soon". */
export const soonHours = 4

const vi = {
  left: 'còn',
  late: 'quá hạn',
  minutes: (n: number) => `${n} phút`,
  hours: (n: number) => `${n} giờ`,
  days: (n: number) => `${n} ngày`,
  now: 'đến hạn',
  paused: 'tạm dừng',
  waiting: 'chờ tiếp nhận',
  withdrawn: 'chờ dừng',
  done: 'xong',
  doneLate: 'xong, quá hạn',
  closed: 'đã đóng',
  sameDay: 'Trong ngày làm việc',
  workingDays: (n: number) => `${n} ngày làm việc`,
  workingHours: (n: number) => `${n} giờ làm việc`,
  calendarDays: (n: number) => `${n} ngày`,
}

const en: typeof vi = {
  left: 'in',
  late: 'overdue',
  minutes: (n) => `${n} min`,
  hours: (n) => `${n} h`,
  days: (n) => counted(n, 'day', 'days'),
  now: 'due now',
  paused: 'paused',
  waiting: 'to be accepted',
  withdrawn: 'to be stopped',
  done: 'done',
  doneLate: 'done late',
  closed: 'closed',
  sameDay: 'Within the working day',
  workingDays: (n) => counted(n, 'working day', 'working days'),
  workingHours: (n) => counted(n, 'working hour', 'working hours'),
  calendarDays: (n) => counted(n, 'day', 'days'),
}

const words: Record<Language, typeof vi> = { vi, en }

export type Said = { tone: ChipTone; text: string }

const tones: Record<Status, ChipTone> = {
  1: 'plain',
  2: 'info',
  3: 'stop',
  4: 'info',
  5: 'care',
  6: 'care',
  7: 'care',
  8: 'plain',
  9: 'ready',
  10: 'ready',
}

export const statusTone = (value: Status): ChipTone => tones[value]

type Timed = Pick<Dossier, 'status' | 'due_at' | 'finished_at'>

/** "còn 3 giờ", "quá hạn 1 ngày", "tạm dừng", "xong". */
export function dueSaid(language: Language, calendar: Calendar, dossier: Timed, now: Date): Said {
  const say = words[language]
  const { due_at: due } = dossier
  if (dossier.status === status.finished)
    return wasLate(dossier) ? { tone: 'stop', text: say.doneLate } : { tone: 'ready', text: say.done }
  if (finalStatuses.includes(dossier.status)) return { tone: 'plain', text: say.closed }
  if (dossier.status === status.supplement) return { tone: 'plain', text: say.paused }
  if (dossier.status === status.withdrawal) return { tone: 'plain', text: say.withdrawn }
  if (!due) return { tone: 'plain', text: say.waiting }
  return isOverdue(dossier, now) ? lateSaid(language, calendar, due, now) : leftSaid(language, calendar, due, now)
}

function leftSaid(language: Language, calendar: Calendar, due: Date, now: Date): Said {
  const say = words[language]
  const left = workingTimeBetween(calendar, now, due)
  const tone = left <= soonHours * hour ? 'care' : 'ready'
  if (left < minute) return { tone, text: say.now }
  return { tone, text: `${say.left} ${span(language, calendar, { from: now, to: due, time: left })}` }
}

function lateSaid(language: Language, calendar: Calendar, due: Date, now: Date): Said {
  const say = words[language]
  const late = workingTimeBetween(calendar, due, now)
  return {
    tone: 'stop',
    text: late < minute ? say.late : `${say.late} ${span(language, calendar, { from: due, to: now, time: late })}`,
  }
}

type Between = { from: Date; to: Date; time: number }

function span(language: Language, calendar: Calendar, { from, to, time }: Between): string {
  const say = words[language]
  const wholeDay = calendar.hours.reduce((sum, { from: opens, to: closes }) => sum + closes - opens, 0) * minute
  if (time < hour) return say.minutes(Math.floor(time / minute))
  if (time < wholeDay) return say.hours(Math.floor(time / hour))
  return say.days(Math.max(1, workingDaysBetween(calendar, from, to)))
}

/** Working days after the one until and with the other. */
function workingDaysBetween(calendar: Calendar, from: Date, to: Date): number {
  const last = dayOf(to).toString()
  let days = 0
  for (let day = nextWorkingDay(calendar, dayOf(from)); day.toString() <= last; day = nextWorkingDay(calendar, day))
    days += 1
  return days
}

export function termSaid(language: Language, term: Term): string {
  const say = words[language]
  if (term.unit === 'hour') return say.workingHours(term.amount)
  if (term.unit === 'calendar-day') return say.calendarDays(term.amount)
  return term.amount === 0 ? say.sameDay : say.workingDays(term.amount)
}

const locale: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' }

const part = (language: Language, at: Date, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale[language], { timeZone: zone, ...options }).format(at)

const clockOf = (language: Language, at: Date) =>
  part(language, at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

const dateOf = (language: Language, at: Date) =>
  part(language, at, { day: '2-digit', month: '2-digit', year: 'numeric' })

/** "08:02 23/11/2026" */
export const momentSaid = (language: Language, at: Date): string => `${clockOf(language, at)} ${dateOf(language, at)}`

/** The same in a sentence: "08:02 ngày 23/11/2026", "08:02 on 23/11/2026". */
export const momentTold = (language: Language, at: Date): string =>
  `${clockOf(language, at)} ${language === 'vi' ? 'ngày' : 'on'} ${dateOf(language, at)}`

/** "Thứ Hai, 23/11/2026" */
export const todaySaid = (language: Language, at: Date): string =>
  `${part(language, at, { weekday: 'long' })}, ${dateOf(language, at)}`

/** "15.000 đồng", "VND 15,000" */
export const moneySaid = (language: Language, dong: number): string =>
  language === 'vi'
    ? `${new Intl.NumberFormat('vi-VN').format(dong)} đồng`
    : `VND ${new Intl.NumberFormat('en-GB').format(dong)}`
