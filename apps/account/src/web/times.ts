// Times as people read them, in the province's own time zone.
import type { Language } from '@motcua/ui/shell.ts'

const zone = 'Asia/Ho_Chi_Minh'
const locale: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' }
const clocks = { vi: clockFormat('vi'), en: clockFormat('en') }

/** Made once: making one takes longer than a whole page. */
function clockFormat(language: Language): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale[language], {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
}

/** "08:02" */
export const clock = (language: Language, at: Date): string => clocks[language].format(at)

/** "08:02:11" */
export const clockSeconds = (language: Language, at: Date): string =>
  new Intl.DateTimeFormat(locale[language], {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(at)

/** "23/11/2026" */
export const day = (language: Language, at: Date): string =>
  new Intl.DateTimeFormat(locale[language], {
    timeZone: zone,
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(at)

/** "ngày 05 tháng 11 năm 2026", as decree 30/2020/NĐ-CP writes it: two figures for days under 10 and for January and February. */
export function longDay(language: Language, at: Date): string {
  if (language === 'en')
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' }).format(
      at,
    )
  const [date = '', month = '', year = ''] = day(language, at).split('/')
  return `ngày ${date.padStart(2, '0')} tháng ${Number(month) < 3 ? month.padStart(2, '0') : Number(month)} năm ${year}`
}

/** "08:02 23/11/2026" */
export const moment = (language: Language, at: Date): string => `${clock(language, at)} ${day(language, at)}`
