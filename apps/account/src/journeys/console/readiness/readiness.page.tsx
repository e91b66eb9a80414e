// Readiness of the whole province or of one agency: the forecast, bars per agency, people with what they lack.
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Agency } from '../../../records/agencies/store.ts'
import type { AgencyReadiness, Lack, NotReady, ReadinessTotal } from '../../../records/readiness/store.ts'
import { AgencyMeters } from '../../../web/agency-meters.tsx'
import { words } from '../../../web/messages/readiness.ts'
import { type PageOfList, Pages } from '../../../web/paging.tsx'
import { Forecast, LackingPeople, LackSelect, ReadinessFigures } from '../../../web/readiness-view.tsx'
import { AgencySelect } from '../agency-select.tsx'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words as shared } from '../messages.ts'

export type ReadinessProps = {
  frame: FrameState
  agencies: readonly (Agency & { depth: number })[]
  /** The agency shown; empty for the whole province. */
  agency: string
  lack: Lack
  total: ReadinessTotal
  meters: readonly AgencyReadiness[]
  people: readonly NotReady[]
  paging: PageOfList
}

export function ReadinessPage(props: ReadinessProps) {
  const { frame, agency, lack, total } = props
  const { shell } = frame
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/console/readiness')
  const query = { ...(agency ? { agency } : {}), ...(lack === 'ready' ? {} : { lack }) }
  return (
    <ConsoleFrame
      frame={frame}
      current="readiness"
      title={shared[shell.language].readiness}
      action={
        <a class="button second small" href={`${path}/export?${new URLSearchParams(query)}`}>
          {say.download}
        </a>
      }
    >
      <Forecast shell={shell} total={total} />
      <form method="get" action={path} class="filters">
        <AgencySelect shell={shell} agencies={props.agencies} chosen={agency} />
        <LackSelect shell={shell} chosen={lack} />
        <button class="button second small" type="submit">
          {say.show}
        </button>
      </form>
      <ReadinessFigures shell={shell} total={total} />
      <div class="stack">
        <section class="sheet">
          <h2>{say.byAgency}</h2>
          {props.meters.length > 0 ? (
            <div class="meters">
              <AgencyMeters shell={shell} agencies={props.meters} path="/console/readiness" />
            </div>
          ) : (
            <p>{say.belowNone}</p>
          )}
        </section>
        <section class="sheet">
          <h2>{say.lacks[lack]}</h2>
          <LackingPeople shell={shell} people={props.people} path="/console/officers" />
          <Pages shell={shell} {...props.paging} path={path} query={query} />
        </section>
      </div>
    </ConsoleFrame>
  )
}
