// Reconciliation: who came in by the standby door and did not come back through the portal, what they touched, and each opening's sum.
import { Chip, type ChipTone } from '@motcua/ui/chip.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { PeriodReconciled, Standing, StandingRow } from '../../../records/reconciliation/store.ts'
import { day, moment } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'
import { Records } from './records.tsx'

export type ReconciliationProps = {
  frame: FrameState
  /** Only this opening's people; null: of all. */
  period: PeriodReconciled | null
  review: readonly StandingRow[]
  periods: readonly PeriodReconciled[]
}

export const toneOf: Record<Standing, ChipTone> = {
  confirmed: 'ready',
  waiting: 'plain',
  unconfirmed: 'care',
  mismatched: 'stop',
}

export function Reconciliation(props: ReconciliationProps) {
  const { frame, period } = props
  const { language } = frame.shell
  const say = words[language]
  const path = inLanguage(language, '/console/reconciliation')
  const query = period ? `?period=${period.period_id}` : ''
  return (
    <ConsoleFrame
      frame={frame}
      current="reconciliation"
      title={say.title}
      action={
        <a class="button second" href={`${path}/export${query}`}>
          {say.download}
        </a>
      }
    >
      <p>{say.intro}</p>
      <div class="stack">
        <section class="sheet">
          <h2>{period ? say.reviewOf(moment(language, period.opened_at)) : say.review}</h2>
          {period ? (
            <p>
              {say.sum(period.confirmed, period.officers)} · <a href={path}>{say.all}</a>
            </p>
          ) : null}
          <ReviewTable {...props} />
        </section>
        <section class="sheet">
          <h2>{say.byPeriod}</h2>
          <PeriodTable {...props} />
        </section>
      </div>
    </ConsoleFrame>
  )
}

function ReviewTable({ frame, review }: ReconciliationProps) {
  const { language } = frame.shell
  const say = words[language]
  if (review.length === 0) {
    return (
      <div class="empty">
        <strong>{say.nothing}</strong>
        {say.nothingText}
      </div>
    )
  }
  return (
    <table class="cards top-cells">
      <thead>
        <tr>
          <th>{say.officer}</th>
          <th>{say.lastIn}</th>
          <th>{say.why}</th>
          <th>{say.records}</th>
        </tr>
      </thead>
      <tbody>
        {review.map((row) => (
          <tr key={`${row.period_id} ${row.account_id}`}>
            <td>
              <a href={inLanguage(language, `/console/officers/${row.account_id}`)}>{row.name}</a>
              <br />
              <small>{language === 'vi' ? row.agency_vi : row.agency_en}</small>
            </td>
            <td data-label={say.lastIn}>
              <a href={inLanguage(language, `/console/standby/${row.period_id}/report`)}>
                {moment(language, row.last_at)}
              </a>
              {row.kind === 'drill' ? <small> · {say.drill}</small> : null}
            </td>
            <td data-label={say.why}>
              <Chip tone={toneOf[row.standing]}>{say.standings[row.standing]}</Chip>
            </td>
            <td data-label={say.records}>
              <Records language={language} asked={row.asked} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PeriodTable({ frame, periods }: ReconciliationProps) {
  const { language } = frame.shell
  const say = words[language]
  if (periods.length === 0) {
    return (
      <div class="empty">
        <strong>{say.noPeriods}</strong>
        {say.noPeriodsText}
      </div>
    )
  }
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.period}</th>
          <th class="num">{say.people}</th>
          <th class="num">{say.confirmed}</th>
          <th class="num">{say.waiting}</th>
          <th class="num">{say.unconfirmed}</th>
          <th class="num">{say.mismatched}</th>
          <th>{say.due}</th>
        </tr>
      </thead>
      <tbody>
        {periods.map((period) => (
          <PeriodRow key={period.period_id} language={language} period={period} />
        ))}
      </tbody>
    </table>
  )
}

function PeriodRow({ language, period }: { language: 'vi' | 'en'; period: PeriodReconciled }) {
  const say = words[language]
  const cells = [
    [say.people, period.officers],
    [say.confirmed, period.confirmed],
    [say.waiting, period.waiting],
    [say.unconfirmed, period.unconfirmed],
    [say.mismatched, period.mismatched],
  ] as const
  return (
    <tr>
      <td>
        <a href={inLanguage(language, `/console/reconciliation?period=${period.period_id}`)}>
          {moment(language, period.opened_at)}
        </a>
        {period.kind === 'drill' ? <small> · {say.drill}</small> : null}
      </td>
      {cells.map(([label, value]) => (
        <td class="num" key={label} data-label={label}>
          {value}
        </td>
      ))}
      <td data-label={say.due}>{period.due_at ? day(language, period.due_at) : ''}</td>
    </tr>
  )
}
