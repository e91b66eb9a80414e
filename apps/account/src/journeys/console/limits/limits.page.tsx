// Every limit with its numbers in words.
import type { Language } from '@motcua/ui/shell.ts'
import { waitText } from '../../../web/messages/codes.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import type { LimitsInForce } from './in-force.ts'
import { type LimitField, type LimitName, limitFields, limitNames, words } from './messages.ts'

/** Numbers of things, not of seconds. `most` is a number of things wherever it stands. */
const counts = new Set<LimitField>([
  'digits',
  'wrongPerCode',
  'missesToOffer',
  'hits',
  'inARow',
  'most',
  'count',
  'bits',
  'reasonLeast',
  'findingLeast',
  'findingMost',
  'people',
  'least',
  'passphraseLeast',
  'notReused',
  'memoryKiB',
  'passes',
  'lanes',
  'underway',
  'perMinuteLeast',
  'p99Times',
  'standbyTimes',
  'enteredPercent',
  'sentLeast',
  'keepDays',
  'badLeast',
  'newest',
  'suspectNats',
  'certainNats',
  'clearNats',
  'groups',
  'presses',
  'perSecond',
  'queued',
  'percent',
  'budgetPercent',
  'tries',
  'daysAway',
  'wrongCodes',
])

export function LimitsPage({ frame, limits }: { frame: FrameState; limits: LimitsInForce }) {
  const { language } = frame.shell
  const say = words[language]
  const names = Object.keys(limits) as LimitName[]
  return (
    <ConsoleFrame frame={frame} current="limits" title={say.title}>
      <p>
        {say.intro} {frame.mayChange ? <a href="/internal/limits">{say.json}</a> : null}
      </p>
      <section class="sheet">
        <table class="cards">
          <thead>
            <tr>
              <th>{say.name}</th>
              <th>{say.value}</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <td>
                  <b>{limitNames[language][name]}</b>
                </td>
                <td>{valueText(language, limits[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </ConsoleFrame>
  )
}

/** "số lần: 5 · trong: 15 phút" */
function valueText(language: Language, limit: LimitsInForce[LimitName]): string {
  if (typeof limit === 'number') return words[language].days(limit)
  const fields = Object.entries(limit) as [LimitField, number][]
  return fields
    .map(([field, value]) => `${limitFields[language][field]}: ${numberText(language, field, value)}`)
    .join(' · ')
}

const day = 86_400

const numberText = (language: Language, field: LimitField, value: number): string => {
  if (counts.has(field)) return String(value)
  if (value >= 2 * day && value % day === 0) return words[language].days(value / day)
  return Number.isInteger(value) ? waitText(language, value) : `${value.toLocaleString(language)} s`
}
