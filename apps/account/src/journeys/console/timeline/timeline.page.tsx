// Portal health and openings of the door on one time line: a chart for who sees it, the same figures as tables for everybody.
import { Chip, type ChipTone } from '@motcua/ui/chip.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Word } from '../../../records/portal-watch/seen.ts'
import type { Span, WordSpan } from '../../../records/portal-watch/health.ts'
import type { PeriodSpan } from '../../../records/standby/store.ts'
import { portalWords } from '../../../web/messages/verdict.ts'
import { moment } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words as catalog } from './messages.ts'
import { type RangeName, rangeNames, ranges } from './ranges.ts'
import { rowsOf, type TimelineRow } from './rows.ts'

export type TimelineProps = {
  frame: FrameState
  name: RangeName
  spans: readonly Span[]
  words: readonly WordSpan[]
  periods: readonly PeriodSpan[]
}

export function Timeline(props: TimelineProps) {
  const { frame, name } = props
  const { language } = frame.shell
  const say = catalog[language]
  return (
    <ConsoleFrame
      frame={frame}
      current="timeline"
      title={say.title}
      scripts={['timeline.js']}
      styles={['uplot.css', 'timeline.css']}
    >
      <RangeTabs {...props} />
      <div class="stack">
        <section class="sheet">
          <h2>{say.chart}</h2>
          <div
            class="time-chart"
            role="img"
            aria-label={say.chartLabel}
            data-source={inLanguage(language, `/console/timeline/data?range=${name}`)}
            data-step={ranges[name].step}
            data-words={JSON.stringify({
              time: say.time,
              answered: say.answered,
              returned: say.returned,
              failed: say.failed,
            })}
          />
          <Legend {...props} />
        </section>
        <section class="sheet">
          <h2>{say.openings}</h2>
          <Openings {...props} />
        </section>
        <section class="sheet">
          <h2>{say.table}</h2>
          <Figures {...props} />
        </section>
      </div>
    </ConsoleFrame>
  )
}

function RangeTabs({ frame, name }: TimelineProps) {
  const { language } = frame.shell
  const say = catalog[language]
  return (
    <nav class="filters" aria-label={say.range}>
      {rangeNames.map((one) => (
        <a
          key={one}
          class={one === name ? 'tab on' : 'tab'}
          href={inLanguage(language, `/console/timeline?range=${one}`)}
          aria-current={one === name ? 'page' : undefined}
        >
          {say.ranges[one]}
        </a>
      ))}
    </nav>
  )
}

/** A colour and its word, on one line. */
const Key = ({ of, text }: { of: string; text: string }) => (
  <span class="one-line">
    <i class={of} /> {text}
  </span>
)

function Legend({ frame }: TimelineProps) {
  const say = catalog[frame.shell.language]
  return (
    <ul class="time-legend">
      <li>
        {say.legendDoor}: <Key of="outage" text={say.legendOutage} /> <Key of="drill" text={say.legendDrill} />
      </li>
      <li>
        {say.legendVerdict}: <Key of="ok" text={say.legendOk} /> <Key of="degraded" text={say.legendUnsteady} />{' '}
        <Key of="failing" text={say.legendFailing} />
      </li>
    </ul>
  )
}

function Openings({ frame, periods }: TimelineProps) {
  const { language } = frame.shell
  const say = catalog[language]
  if (periods.length === 0) return <p>{say.noOpenings}</p>
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.from}</th>
          <th>{say.until}</th>
          <th>{say.kind}</th>
          <th>{say.reason}</th>
        </tr>
      </thead>
      <tbody>
        {periods.toReversed().map(({ id, kind, from, to, reason }) => (
          <tr key={id}>
            <td>
              <a href={inLanguage(language, `/console/standby/${id}/report`)}>{moment(language, from)}</a>
            </td>
            <td data-label={say.until}>{moment(language, to)}</td>
            <td data-label={say.kind}>
              <Chip tone={kind === 'drill' ? 'info' : 'stop'}>{say.kinds[kind]}</Chip>
            </td>
            <td data-label={say.reason}>{reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const toneOf: Record<Word, ChipTone> = {
  ok: 'ready',
  degraded: 'care',
  'no-codes': 'stop',
  down: 'stop',
  unknown: 'plain',
}

function Figures(props: TimelineProps) {
  const { language } = props.frame.shell
  const say = catalog[language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.from}</th>
          <th class="num">{say.looks}</th>
          <th class="num">{say.lookFailures}</th>
          <th class="num">{say.departed}</th>
          <th class="num">{say.fine}</th>
          <th class="num">{say.errors}</th>
          <th>{say.worst}</th>
          <th>{say.door}</th>
        </tr>
      </thead>
      <tbody>
        {rowsOf(props, ranges[props.name]).map((row) => (
          <FigureRow key={row.at.getTime()} language={language} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function FigureRow({ language, row }: { language: 'vi' | 'en'; row: TimelineRow }) {
  const say = catalog[language]
  const cells = [
    [say.looks, row.looks],
    [say.lookFailures, row.failed],
    [say.departed, row.departed],
    [say.fine, row.fine],
    [say.errors, row.errors],
  ] as const
  const door = [
    row.openMinutes > 0 ? say.open(row.openMinutes) : '',
    row.drillMinutes > 0 ? say.drill(row.drillMinutes) : '',
  ].filter(Boolean)
  return (
    <tr>
      <td>{moment(language, row.at)}</td>
      {cells.map(([label, value]) => (
        <td class="num" key={label} data-label={label}>
          {value}
        </td>
      ))}
      <td data-label={say.worst}>
        {row.worst ? <Chip tone={toneOf[row.worst]}>{portalWords[language][row.worst]}</Chip> : say.none}
      </td>
      <td data-label={say.door}>{door.join(', ') || say.none}</td>
    </tr>
  )
}
