// What the watch knows: the verdict with its reasons, people's trips, our looks, earlier verdicts, 90 days.
import { Notice, type NoticeTone } from '@motcua/ui/notice.tsx'
import type { Evidence, Word } from '../../../records/portal-watch/seen.ts'
import type { CurrentVerdict, DayRow, ProbeRow, TripFigures, VerdictRow } from '../../../records/portal-watch/store.ts'
import { DayStrip } from '../../../web/day-strip.tsx'
import { portalWords, reasonText } from '../../../web/messages/verdict.ts'
import { moment } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'
import { ProbeTable } from './probe-table.tsx'
import { VerdictTable } from './verdict-table.tsx'

export type WatchProps = {
  frame: FrameState
  verdict: CurrentVerdict
  trips: TripFigures
  probes: readonly ProbeRow[]
  history: readonly VerdictRow[]
  days: readonly DayRow[]
}

const toneOf: Record<Word, NoticeTone> = {
  ok: 'ready',
  degraded: 'care',
  'no-codes': 'stop',
  down: 'stop',
  unknown: 'info',
}

export function WatchPage(props: WatchProps) {
  const { frame, verdict, probes, history, days } = props
  const { shell } = frame
  const say = words[shell.language]
  return (
    <ConsoleFrame frame={frame} current="watch" title={say.title}>
      <VerdictNotice {...props} />
      <Trips {...props} />
      <div class="stack">
        <section class="sheet">
          <h2>{say.probes}</h2>
          <ProbeTable language={shell.language} probes={probes} />
        </section>
        <section class="sheet">
          <h2>{say.days}</h2>
          <DayStrip language={shell.language} days={days} now={verdict.word} />
        </section>
        <section class="sheet">
          <h2>{say.history}</h2>
          <VerdictTable language={shell.language} history={history} />
        </section>
      </div>
    </ConsoleFrame>
  )
}

function VerdictNotice({ frame, verdict }: WatchProps) {
  const { language } = frame.shell
  const say = words[language]
  const { word, since, confidence, evidence } = verdict
  return (
    <Notice tone={toneOf[word]} heading={say.heading(portalWords[language][word])}>
      <p>
        {since && evidence.length > 0 ? say.since(moment(language, since), Math.floor(confidence * 100)) : say.stale}
      </p>
      <Reasons language={language} evidence={evidence} />
    </Notice>
  )
}

function Reasons({ language, evidence }: { language: 'vi' | 'en'; evidence: readonly Evidence[] }) {
  if (evidence.length === 0) return null
  return (
    <ul aria-label={words[language].reasons}>
      {evidence.map((one) => (
        <li key={one.code}>{reasonText(language, one)}</li>
      ))}
    </ul>
  )
}

function Trips({ frame, trips }: WatchProps) {
  const say = words[frame.shell.language]
  const cells = [
    [say.left, trips.left, say.stillAway(trips.away)],
    [say.fine, trips.fine, trips.median === null ? say.nobody : say.median(Math.round(trips.median))],
    [say.lost, trips.lost, say.pressed(trips.pressed)],
    [say.error, trips.error, say.oneVote],
  ] as const
  return (
    <div class="figures">
      {cells.map(([label, value, note]) => (
        <div class="sheet" key={label}>
          <small>{label}</small>
          <b>{value}</b>
          <small>{note}</small>
        </div>
      ))}
    </div>
  )
}
