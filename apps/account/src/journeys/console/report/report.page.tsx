// The report of one standby period: to read, and to print on A4 with the national heading.
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { ComponentChildren } from 'preact'
import type { Figures } from '../../../records/standby/report.ts'
import type { Period } from '../../../records/standby/store.ts'
import { clockSeconds, moment } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'
import { Paper } from './paper.tsx'

export type ReportProps = {
  frame: FrameState
  period: Period
  scope: string
  /** Null while the door is open, and for a second or two afterwards. */
  report: { figures: Figures; made_at: Date } | null
}

export function Report({ frame, period, scope, report }: ReportProps) {
  const { shell } = frame
  const say = words[shell.language]
  const path = `/console/standby/${period.id}/report`
  return (
    <ConsoleFrame
      frame={frame}
      current="standby"
      title={say.title}
      scripts={['print.js']}
      action={
        <span class="actions">
          <button class="button" type="button" data-print hidden>
            {say.print}
          </button>
          <a class="button second" href={inLanguage(shell.language, `${path}.csv`)}>
            {say.csv}
          </a>
          <a class="button second" href={inLanguage(shell.language, '/console/standby')}>
            {say.back}
          </a>
        </span>
      }
    >
      {report ? (
        <PeriodPaper shell={shell} period={period} scope={scope} report={report} />
      ) : (
        <div class="empty">
          <strong>{say.waiting}</strong>
          {say.waitingText}
        </div>
      )}
    </ConsoleFrame>
  )
}

type PaperProps = Pick<ReportProps, 'period' | 'scope'> & { shell: Shell; report: { figures: Figures; made_at: Date } }

function PeriodPaper(props: PaperProps) {
  const { shell, period, report } = props
  const { language } = shell
  const say = words[language]
  return (
    <Paper
      shell={shell}
      madeAt={report.made_at}
      about={say.about(moment(language, period.opened_at), moment(language, endOf(period)))}
    >
      <Course {...props} />
      <Results {...props} />
      <Agencies {...props} />
      <Refused {...props} />
    </Paper>
  )
}

/** A lapsed one ended at its time, however late the keeper wrote it down. */
const endOf = ({ closed_at, until }: Period): Date => (closed_at && closed_at < until ? closed_at : until)

function Course({ shell, period, scope, report }: PaperProps) {
  const { language } = shell
  const say = words[language]
  const at = (time: Date) => clockSeconds(language, time)
  const first = report.figures.first_in ? new Date(report.figures.first_in) : null
  const opener = period.opened_by_name ?? (period.policy_id ? say.automatic : say.emergency)
  const closer = period.closed_by_name ?? (period.policy_id ? say.automatic : say.emergency)
  const isLapsed = period.close_reason === 'lapsed' || period.close_reason === null
  return (
    <>
      <h3>{say.course}</h3>
      <p>
        {say.opened(at(period.opened_at), opener)} {say.scope}: {scope}. {say.reason}: {period.reason}.
      </p>
      <p>
        {first
          ? say.first(at(first), secondsText(shell, (first.getTime() - period.opened_at.getTime()) / 1000))
          : say.nobody}
      </p>
      <p>
        {isLapsed
          ? say.lapsed(at(endOf(period)))
          : `${say.closed(at(endOf(period)), closer)} ${say.closeReason}: ${period.close_reason}.`}
      </p>
    </>
  )
}

const secondsText = ({ language }: Shell, seconds: number | null): string =>
  seconds === null ? words[language].none : words[language].seconds(Math.round(seconds))

function Results({ shell, report }: PaperProps) {
  const say = words[shell.language]
  const { figures } = report
  const rows: [string, ComponentChildren][] = [
    [say.covered, figures.covered],
    [say.signedIn, figures.signed_in],
    [say.median, secondsText(shell, figures.median_seconds)],
    [say.sent, figures.codes.sent],
    [say.accepted, figures.codes.accepted],
    [say.delivered, figures.codes.delivered],
    [say.entered, figures.codes.entered],
  ]
  return (
    <>
      <h3>{say.results}</h3>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="num">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Agencies({ shell, report }: PaperProps) {
  const { language } = shell
  const say = words[language]
  const { agencies } = report.figures
  if (agencies.length === 0) return null
  return (
    <>
      <h3>{say.byAgency}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.agency}</th>
            <th scope="col" class="num">
              {say.officers}
            </th>
            <th scope="col" class="num">
              {say.inCount}
            </th>
          </tr>
        </thead>
        <tbody>
          {agencies.map((agency) => (
            <tr key={agency.name_vi}>
              <td>{language === 'vi' ? agency.name_vi : agency.name_en}</td>
              <td class="num">{agency.officers}</td>
              <td class="num">{agency.signed_in}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Refused({ shell, report }: PaperProps) {
  const say = words[shell.language]
  const { refused } = report.figures
  return (
    <>
      <h3>{say.refused}</h3>
      {refused.length === 0 ? (
        <p>{say.noneRefused}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{say.why}</th>
              <th scope="col" class="num">
                {say.count}
              </th>
            </tr>
          </thead>
          <tbody>
            {refused.map(({ why, count }) => (
              <tr key={why}>
                <td>{say.reasons[why] ?? why}</td>
                <td class="num">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
