// A unit administrator's view: could my officers work if the portal failed now, who lacks what, and when do we practise?
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { Drill } from '../../../records/drills/store.ts'
import type { AgencyReadiness, Lack, NotReady, ReadinessTotal } from '../../../records/readiness/store.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { AgencyMeters } from '../../../web/agency-meters.tsx'
import { words as shared } from '../../../web/messages/readiness.ts'
import { type PageOfList, Pages } from '../../../web/paging.tsx'
import { Forecast, LackingPeople, LackSelect, ReadinessFigures } from '../../../web/readiness-view.tsx'
import { clock, day } from '../../../web/times.ts'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

type Unit = { code: string; name_vi: string; name_en: string }

export type UnitReadinessProps = {
  frame: FrameState
  /** Their own agency first, then those below it. */
  units: readonly Unit[]
  unit: Unit
  lack: Lack
  total: ReadinessTotal
  meters: readonly AgencyReadiness[]
  people: readonly NotReady[]
  paging: PageOfList
  drills: readonly Drill[]
}

export function UnitReadiness(props: UnitReadinessProps) {
  const { frame, unit, lack, total, meters } = props
  const { shell } = frame
  const say = shared[shell.language]
  const path = inLanguage(shell.language, '/my-account/readiness')
  const query = { agency: unit.code, ...(lack === 'ready' ? {} : { lack }) }
  return (
    <MyAccountFrame
      frame={frame}
      current="readiness"
      title={words[shell.language].title}
      subtitle={nameIn(shell.language, unit)}
      action={
        <a class="button second small" href={`${path}/export?${new URLSearchParams(query)}`}>
          {say.download}
        </a>
      }
    >
      <Forecast shell={shell} total={total} />
      <form method="get" action={path} class="filters">
        {props.units.length > 1 ? <UnitSelect {...props} /> : null}
        <LackSelect shell={shell} chosen={lack} />
        <button class="button second small" type="submit">
          {say.show}
        </button>
      </form>
      <ReadinessFigures shell={shell} total={total} />
      <div class="stack">
        {meters.length > 0 ? (
          <section class="sheet">
            <h2>{say.byAgency}</h2>
            <div class="meters">
              <AgencyMeters shell={shell} agencies={meters} path="/my-account/readiness" />
            </div>
          </section>
        ) : null}
        <section class="sheet">
          <h2>{say.lacks[lack]}</h2>
          {props.people.length > 0 ? <p class="small">{words[shell.language].who}</p> : null}
          <LackingPeople shell={shell} people={props.people} />
          <Pages shell={shell} {...props.paging} path={path} query={query} />
        </section>
        <Drills shell={shell} drills={props.drills} />
      </div>
    </MyAccountFrame>
  )
}

function UnitSelect({ frame: { shell }, units, unit }: UnitReadinessProps) {
  return (
    <select name="agency" aria-label={shared[shell.language].units}>
      {units.map((one) => (
        <option key={one.code} value={one.code} selected={one.code === unit.code}>
          {nameIn(shell.language, one)}
        </option>
      ))}
    </select>
  )
}

function Drills({ shell: { language }, drills }: { shell: Shell; drills: readonly Drill[] }) {
  const say = words[language]
  const text = ({ state, starts_at, ends_at }: Drill) =>
    state === 'running'
      ? say.running(clock(language, ends_at))
      : say.at(`${clock(language, starts_at)}–${clock(language, ends_at)}`, day(language, starts_at))
  return (
    <section class="sheet">
      <h2>{say.drills}</h2>
      {drills.length === 0 ? (
        <p>{say.noDrills}</p>
      ) : (
        <ul>
          {drills.map((drill) => (
            <li key={drill.id}>
              {text(drill)} · {drill.reason}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
