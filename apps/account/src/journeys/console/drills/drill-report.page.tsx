// The report of one drill, in the form of an administrative report: what happened, how many came in, by agency, and who did not.
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { ComponentChildren } from 'preact'
import type { AgencyDrill, DrillFigures, DrillResult, Outcome } from '../../../records/drills/results.ts'
import type { Drill } from '../../../records/drills/store.ts'
import type { Issuer } from '../../../report-settings.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { clockSeconds, day, moment } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { Paper } from '../report/paper.tsx'
import { drillScopeText, whenText } from './drill-text.ts'
import { words } from './messages.ts'

export type DrillReportProps = {
  frame: FrameState
  drill: Drill
  issuer: Issuer
  /** Null until it is over, and for a second or two afterwards. */
  report: {
    madeAt: Date
    figures: DrillFigures
    agencies: readonly AgencyDrill[]
    failed: readonly DrillResult[]
  } | null
}

export function DrillReport({ frame, drill, issuer, report }: DrillReportProps) {
  const { shell } = frame
  const { language } = shell
  const say = words[language]
  return (
    <ConsoleFrame
      frame={frame}
      current="drills"
      title={say.reportTitle}
      scripts={['print.js']}
      action={<Actions shell={shell} drill={drill} hasReport={report !== null} />}
    >
      {report ? (
        <Paper
          language={language}
          issuer={issuer}
          madeAt={report.madeAt}
          about={say.about(day(language, drill.starts_at))}
        >
          <Course shell={shell} drill={drill} />
          <Results shell={shell} figures={report.figures} failed={report.failed} />
          <Agencies shell={shell} agencies={report.agencies} />
          <Failed shell={shell} failed={report.failed} />
        </Paper>
      ) : (
        <Waiting shell={shell} drill={drill} />
      )}
    </ConsoleFrame>
  )
}

function Actions({ shell, drill, hasReport }: { shell: Shell; drill: Drill; hasReport: boolean }) {
  const say = words[shell.language]
  return (
    <span class="actions">
      {hasReport ? (
        <>
          <button class="button" type="button" data-print hidden>
            {say.print}
          </button>
          <a class="button second" href={inLanguage(shell.language, `/console/drills/${drill.id}/results.csv`)}>
            {say.csv}
          </a>
        </>
      ) : null}
      <a class="button second" href={inLanguage(shell.language, '/console/drills')}>
        {say.back}
      </a>
    </span>
  )
}

function Waiting({ shell, drill }: { shell: Shell; drill: Drill }) {
  const say = words[shell.language]
  const isOff = drill.state === 'missed' || drill.state === 'cancelled'
  const why = drill.missed_why ? say.missed[drill.missed_why] : drill.end_reason
  return (
    <div class="empty">
      <strong>{isOff ? say.notHeld : say.waiting}</strong>
      {whenText(shell.language, drill)} · {isOff ? why : say.waitingText}
    </div>
  )
}

function Course({ shell, drill }: { shell: Shell; drill: Drill }) {
  const { language } = shell
  const say = words[language]
  const at = (time: Date) => clockSeconds(language, time)
  const { opened_at: opened, closed_at: closed, told_at: told, ended_by_name: who, end_reason: why } = drill
  return (
    <>
      <h3>{say.course}</h3>
      <p>
        {say.plannedAt(moment(language, drill.planned_at), drill.planned_by_name)} {say.purpose}: {drill.reason}.{' '}
        {say.scopeLabel}: {drillScopeText(language, drill)}.
      </p>
      {told ? <p>{say.toldLine(moment(language, told))}</p> : null}
      {opened ? <p>{say.openedLine(at(opened))}</p> : null}
      {closed ? <p>{who && why ? say.endedLine(at(closed), who, why) : say.lapsedLine(at(closed))}</p> : null}
    </>
  )
}

const secondsText = ({ language }: Shell, seconds: number | null): string =>
  seconds === null ? words[language].none : words[language].seconds(Math.round(seconds))

const shareText = (part: number, whole: number): string => (whole > 0 ? `${Math.floor((part / whole) * 100)} %` : '–')

type ResultsProps = { shell: Shell; figures: DrillFigures; failed: readonly DrillResult[] }

/** Every reason with its count, so that the rows add up to the officers in scope. */
function Results({ shell, figures, failed }: ResultsProps) {
  const say = words[shell.language]
  const reasons = [...new Set(failed.map((result) => result.outcome))].filter((outcome) => outcome !== 'not-tried')
  const countOf = (outcome: Outcome) => failed.filter((result) => result.outcome === outcome).length
  const rows: [string, ComponentChildren][] = [
    [say.covered, figures.covered],
    [say.inCount, figures.came_in],
    [say.share, shareText(figures.came_in, figures.covered)],
    [say.failed, figures.covered - figures.came_in - figures.not_tried],
    ...reasons.map((outcome): [string, number] => [`– ${say.outcomes[outcome]}`, countOf(outcome)]),
    [say.notTried, figures.not_tried],
    [say.median, secondsText(shell, figures.median_seconds)],
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

function Agencies({ shell, agencies }: { shell: Shell; agencies: readonly AgencyDrill[] }) {
  const { language } = shell
  const say = words[language]
  return (
    <>
      <h3>{say.byAgency}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.agency}</th>
            {[say.officers, say.inCount, say.notTried, say.medianShort].map((head) => (
              <th key={head} scope="col" class="num">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {agencies.map((agency) => (
            <tr key={agency.code}>
              <td>{nameIn(language, agency)}</td>
              <td class="num">{agency.covered}</td>
              <td class="num">{agency.came_in}</td>
              <td class="num">{agency.not_tried}</td>
              <td class="num">{agency.median_seconds === null ? '–' : Math.round(agency.median_seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function Failed({ shell: { language }, failed }: { shell: Shell; failed: readonly DrillResult[] }) {
  const say = words[language]
  return (
    <>
      <h3>{say.list}</h3>
      {failed.length === 0 ? (
        <p>{say.listEmpty}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{say.name}</th>
              <th scope="col">{say.agency}</th>
              <th scope="col">{say.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {failed.map((result) => (
              <tr key={result.account_id}>
                <td>{result.name}</td>
                <td>{nameIn(language, result)}</td>
                <td>{say.outcomes[result.outcome]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
