// Reconciliation: who came in by the standby door and did not come back through the portal, what they touched, and each opening's sum.
import { Chip, type ChipTone } from '@motcua/ui/chip.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { PeriodReconciled, Shown, Standing, StandingRow } from '../../../records/reconciliation/standings.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { type PageOfList, Pages } from '../../../web/paging.tsx'
import { day, moment } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { Finding, findingOf } from './finding.tsx'
import { words } from './messages.ts'
import { Records } from './records.tsx'

export type ReconciliationProps = {
  frame: FrameState
  /** Only this opening's people; null: of all. */
  period: PeriodReconciled | null
  shown: ListShown
  counts: { open: number; reviewed: number }
  people: readonly StandingRow[]
  paging: PageOfList
  periods: readonly PeriodReconciled[]
  isDone: boolean
}

/** What the list may be narrowed to. */
export const listShown = ['doubtful', 'open', 'reviewed'] as const satisfies readonly Shown[]
export type ListShown = (typeof listShown)[number]

/** Only what is not usual stands in the address. */
const queryOf = (period: PeriodReconciled | null, shown: ListShown): Record<string, string> => ({
  ...(period ? { period: period.period_id } : {}),
  ...(shown === 'doubtful' ? {} : { show: shown }),
})

export const toneOf: Record<Standing, ChipTone> = {
  confirmed: 'ready',
  waiting: 'plain',
  unconfirmed: 'care',
  mismatched: 'stop',
}

export function Reconciliation(props: ReconciliationProps) {
  const { frame, period, shown, isDone } = props
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
      {isDone ? <Notice tone="ready" heading={say.done} live /> : null}
      <p>{say.intro}</p>
      <div class="stack">
        <section class="sheet">
          <h2>{period ? say.reviewOf(moment(language, period.opened_at)) : say.review}</h2>
          {period ? (
            <p>
              {say.sum(period.confirmed, period.officers)} · <a href={path}>{say.all}</a>
            </p>
          ) : null}
          <Tabs {...props} path={path} />
          <ReviewTable {...props} />
          <Pages shell={frame.shell} {...props.paging} path={path} query={queryOf(period, shown)} />
        </section>
        <section class="sheet">
          <h2>{say.byPeriod}</h2>
          <PeriodTable {...props} />
        </section>
      </div>
    </ConsoleFrame>
  )
}

function Tabs({ frame, period, shown, counts, path }: ReconciliationProps & { path: string }) {
  const say = words[frame.shell.language]
  const numbers = { ...counts, doubtful: counts.open + counts.reviewed }
  return (
    <nav class="filters" aria-label={say.filters}>
      {listShown.map((one) => (
        <a
          key={one}
          class={one === shown ? 'tab on' : 'tab'}
          href={`${path}?${new URLSearchParams(queryOf(period, one))}`}
          aria-current={one === shown ? 'page' : undefined}
        >
          {say.shown[one]} · {numbers[one]}
        </a>
      ))}
    </nav>
  )
}

function ReviewTable({ frame, shown, people }: ReconciliationProps) {
  const { language } = frame.shell
  const say = words[language]
  if (people.length === 0) {
    const [heading, text] = shown === 'doubtful' ? [say.nothing, say.nothingText] : say.empty[shown]
    return (
      <div class="empty">
        <strong>{heading}</strong>
        {text}
      </div>
    )
  }
  return (
    <table class="cards top-cells">
      <thead>
        <tr>
          <th>{say.officer}</th>
          <th>{say.lastIn}</th>
          <th>{say.records}</th>
          <th>{say.finding}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((row) => (
          <tr key={`${row.period_id} ${row.account_id}`}>
            <td>
              <a href={inLanguage(language, `/console/officers/${row.account_id}`)}>{row.name}</a>
              <br />
              <small>{nameIn(language, { name_vi: row.agency_vi, name_en: row.agency_en })}</small>
            </td>
            <td data-label={say.lastIn}>
              <a href={inLanguage(language, `/console/standby/${row.period_id}/report`)}>
                {moment(language, row.last_at)}
              </a>
              {row.kind === 'drill' ? <small> · {say.drill}</small> : null}
              <div>
                <Chip tone={toneOf[row.standing]}>{say.standings[row.standing]}</Chip>
              </div>
            </td>
            <td data-label={say.records}>
              <Records language={language} asked={row.asked} />
            </td>
            <td data-label={say.finding}>
              <FindingCell frame={frame} row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The finding; or that it waits for one, with the way there. */
function FindingCell({ frame: { shell, mayChange }, row }: { frame: FrameState; row: StandingRow }) {
  const say = words[shell.language]
  const found = findingOf(row)
  const isMine = !found && mayChange && row.is_over && !row.is_live
  const link = (
    <a
      class={isMine ? 'button small' : undefined}
      href={inLanguage(shell.language, `/console/reconciliation/${row.period_id}/${row.account_id}`)}
      aria-label={`${isMine ? say.look : say.see}: ${row.name}`}
    >
      {isMine ? say.look : say.see}
    </a>
  )
  if (!found)
    return (
      <div class="actions">
        <Chip tone="care">{say.notReviewed}</Chip>
        {link}
      </div>
    )
  return (
    <>
      <Finding language={shell.language} review={found} />
      <div>{link}</div>
    </>
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
          <th class="num">{say.reviewedSum}</th>
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
    [say.reviewedSum, `${period.reviewed}/${period.unconfirmed + period.mismatched}`],
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
