// The last 90 days as a strip of bars, with the days that had trouble as a table: the picture says nothing that the text does not.
import type { Language } from '@motcua/ui/shell.ts'
import type { Word } from '../records/portal-watch/seen.ts'
import type { DayRow } from '../records/portal-watch/store.ts'
import { words } from './messages/day-strip.ts'
import { day as dayText } from './times.ts'

const [pitch, bar, height] = [10, 7, 44]

type StripProps = { language: Language; days: readonly DayRow[]; now: Word }

export function DayStrip({ language, days, now }: StripProps) {
  const say = words[language]
  const watched = days.reduce((sum, day) => sum + day.watched, 0)
  if (watched === 0) return <p>{say.none}</p>
  const today = days.at(-1)
  const failed = days.reduce((sum, day) => sum + day.down + day.noCodes, 0)
  const troubled = days.filter((day) => day.down + day.noCodes > 0 || isUnsteady(day, day === today, now))
  return (
    <>
      <p>{say.summary(percentText(language, 1 - failed / watched), troubled.length)}</p>
      <svg viewBox={`0 0 ${days.length * pitch} ${height}`} role="img" aria-label={say.title} width="100%">
        {days.map((day, i) => (
          <DayBar key={day.day} day={day} x={i * pitch} unsteady={isUnsteady(day, day === today, now)} />
        ))}
      </svg>
      <p class="row small">
        <span>{say.from}</span>
        <span>{say.to}</span>
      </p>
      {troubled.length > 0 ? <Troubled language={language} days={troubled.toReversed()} /> : null}
    </>
  )
}

/** From a minute on; today also while it is so. */
const isUnsteady = (day: DayRow, isToday: boolean, now: Word) => day.degraded >= 60 || (isToday && now === 'degraded')

/** Low and grey: not watched. Full: worked. Red from the top: the share of the day that failed. */
function DayBar({ day, x, unsteady }: { day: DayRow; x: number; unsteady: boolean }) {
  if (day.watched === 0) return <rect x={x} y={height - 6} width={bar} height={6} rx={1} fill="var(--line)" />
  const failed = day.down + day.noCodes
  const red = failed > 0 ? Math.max(8, (failed / day.watched) * height) : 0
  return (
    <>
      <rect x={x} y={0} width={bar} height={height} rx={1} fill={unsteady ? 'var(--care)' : 'var(--ready)'} />
      {red > 0 ? <rect x={x} y={0} width={bar} height={red} rx={1} fill="var(--stop)" /> : null}
    </>
  )
}

function Troubled({ language, days }: { language: Language; days: readonly DayRow[] }) {
  const say = words[language]
  const minutes = (seconds: number) => (seconds > 0 ? say.minutes(Math.max(1, Math.round(seconds / 60))) : '–')
  return (
    <table class="cards">
      <caption class="visually-hidden">{say.table}</caption>
      <thead>
        <tr>
          <th>{say.day}</th>
          <th class="num">{say.up}</th>
          <th class="num">{say.down}</th>
          <th class="num">{say.noCodes}</th>
          <th class="num">{say.degraded}</th>
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr key={day.day}>
            <td>{dayText(language, new Date(`${day.day}T12:00:00+07:00`))}</td>
            <td class="num" data-label={say.up}>
              {percentText(language, 1 - (day.down + day.noCodes) / day.watched)}
            </td>
            <td class="num" data-label={say.down}>
              {minutes(day.down)}
            </td>
            <td class="num" data-label={say.noCodes}>
              {minutes(day.noCodes)}
            </td>
            <td class="num" data-label={say.degraded}>
              {minutes(day.degraded)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const percentText = (language: Language, share: number): string =>
  `${(Math.floor(share * 10_000) / 100).toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB')} %`
