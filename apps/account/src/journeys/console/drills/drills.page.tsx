// Drills: what runs now first, then what is to come, then what was.
import { Chip, type ChipTone } from '@motcua/ui/chip.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { Drill, DrillState } from '../../../records/drills/store.ts'
import { clock, day } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { TimeLeft } from '../standby-door/door-band.tsx'
import { drillScopeText, whenText, windowText } from './drill-text.ts'
import { words } from './messages.ts'

/** How many of how many came in; null where nobody counted yet. */
export type Shown = { drill: Drill; figures: { covered: number; came_in: number } | null }

export type DrillsProps = {
  frame: FrameState
  drills: readonly Shown[]
  done?: 'planned' | 'cancelled' | 'ended' | undefined
  refusal?: string | undefined
}

export function Drills({ frame, drills, done, refusal }: DrillsProps) {
  const { shell } = frame
  const say = words[shell.language]
  const of = (...states: DrillState[]) => drills.filter(({ drill }) => states.includes(drill.state))
  return (
    <ConsoleFrame
      frame={frame}
      current="drills"
      title={say.title}
      scripts={['countdown.js']}
      action={frame.mayChange ? <PlanLink shell={shell} /> : null}
    >
      {done ? (
        <Notice tone="ready" heading={say.done[done]} live>
          <p>{say.doneText[done]}</p>
        </Notice>
      ) : null}
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      {of('running').map((shown) => (
        <Running key={shown.drill.id} frame={frame} {...shown} />
      ))}
      <p class="prose">{say.intro}</p>
      <section class="sheet">
        <h2>{say.coming}</h2>
        <Coming frame={frame} drills={of('planned').toReversed()} />
      </section>
      <section class="sheet gap">
        <h2>{say.past}</h2>
        <Past shell={shell} drills={of('over', 'missed', 'cancelled')} />
      </section>
    </ConsoleFrame>
  )
}

const PlanLink = ({ shell }: { shell: Shell }) => (
  <a class="button small" href={inLanguage(shell.language, '/console/drills/new')}>
    {words[shell.language].plan}
  </a>
)

/** Calm, not red: nobody may take it for an outage. */
function Running({ frame, drill, figures }: Shown & { frame: FrameState }) {
  const { language } = frame.shell
  const say = words[language]
  return (
    <section class="door drill">
      <div>
        <h2>
          {say.running} <TimeLeft door={{ until: drill.ends_at, now: drill.now }} id={`left-${drill.id}`} />
        </h2>
        <p>
          {drillScopeText(language, drill)} · {windowText(language, drill)} · {drill.reason}
          {figures ? ` · ${say.soFar(figures.came_in, figures.covered)}` : ''}
        </p>
      </div>
      {frame.mayChange ? (
        <div class="actions">
          <a class="button second" href={inLanguage(language, `/console/drills/${drill.id}/cancel`)}>
            {say.endNow}
          </a>
        </div>
      ) : null}
    </section>
  )
}

const Empty = ({ heading, text }: { heading: string; text: string }) => (
  <div class="empty">
    <strong>{heading}</strong>
    {text}
  </div>
)

function Coming({ frame, drills }: { frame: FrameState; drills: readonly Shown[] }) {
  const { language } = frame.shell
  const say = words[language]
  if (drills.length === 0) return <Empty heading={say.comingEmpty} text={say.comingEmptyText} />
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.when}</th>
          <th>{say.forWhom}</th>
          <th>{say.why}</th>
          <th>{say.told}</th>
          {frame.mayChange ? <th class="num">{say.action}</th> : null}
        </tr>
      </thead>
      <tbody>
        {drills.map(({ drill }) => (
          <tr key={drill.id}>
            <When shell={frame.shell} drill={drill} />
            <td>{drillScopeText(language, drill)}</td>
            <Why drill={drill} />
            <td data-label={say.told}>{toldText(frame.shell, drill)}</td>
            {frame.mayChange ? (
              <td class="num">
                <a
                  class="button second small"
                  href={inLanguage(language, `/console/drills/${drill.id}/cancel`)}
                  aria-label={say.cancelOf(whenText(language, drill))}
                >
                  {say.cancel}
                </a>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function toldText({ language }: Shell, drill: Drill): string {
  const say = words[language]
  if (drill.told_at) return say.toldAt(`${clock(language, drill.told_at)} ${day(language, drill.told_at)}`)
  const isFar = drill.starts_at.getTime() - drill.now.getTime() > 24 * 3600_000
  return isFar ? say.toldLater : say.notTold
}

const Why = ({ drill }: { drill: Drill }) => (
  <td>
    {drill.reason}
    <br />
    <small>{drill.planned_by_name}</small>
  </td>
)

function When({ shell: { language }, drill, link }: { shell: Shell; drill: Drill; link?: boolean }) {
  const date = day(language, drill.starts_at)
  return (
    <td>
      {link ? <a href={inLanguage(language, `/console/drills/${drill.id}`)}>{date}</a> : date}
      <br />
      <small>{windowText(language, drill)}</small>
    </td>
  )
}

function Past({ shell, drills }: { shell: Shell; drills: readonly Shown[] }) {
  const { language } = shell
  const say = words[language]
  if (drills.length === 0) return <Empty heading={say.pastEmpty} text={say.pastEmptyText} />
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.when}</th>
          <th>{say.forWhom}</th>
          <th>{say.why}</th>
          <th>{say.result}</th>
        </tr>
      </thead>
      <tbody>
        {drills.map((shown) => (
          <tr key={shown.drill.id}>
            <When shell={shell} drill={shown.drill} link={shown.drill.state === 'over'} />
            <td>{drillScopeText(language, shown.drill)}</td>
            <Why drill={shown.drill} />
            <td data-label={say.result}>
              <Result shell={shell} {...shown} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const enough = 0.9

function Result({ shell, drill, figures }: Shown & { shell: Shell }) {
  const say = words[shell.language]
  if (drill.state !== 'over') {
    return (
      <>
        <Chip tone="plain">{say.states[drill.state]}</Chip>
        <br />
        <small>{drill.missed_why ? say.missed[drill.missed_why] : drill.end_reason}</small>
      </>
    )
  }
  if (!figures) return <Chip tone="plain">{say.counting}</Chip>
  const tone: ChipTone = figures.came_in >= figures.covered * enough ? 'ready' : 'care'
  return <Chip tone={tone}>{say.cameIn(figures.came_in, figures.covered)}</Chip>
}
