// Who could not work if the portal failed now: the forecast, bars per agency, people with what they lack.
import { Chip } from '@motcua/ui/chip.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Agency } from '../../../records/agencies/store.ts'
import type { AgencyReadiness, NotReady, ReadinessTotal } from '../../../records/readiness/store.ts'
import { AgencyMeters } from '../agency-meters.tsx'
import { AgencySelect } from '../agency-select.tsx'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words as shared } from '../messages.ts'
import { missingOf } from '../missing-text.ts'
import { type PageOfList, Pages } from '../paging.tsx'
import { words } from './messages.ts'

export type ReadinessProps = {
  frame: FrameState
  agencies: readonly (Agency & { depth: number })[]
  /** The agency shown; empty for the whole province. */
  agency: string
  total: ReadinessTotal
  meters: readonly AgencyReadiness[]
  people: readonly NotReady[]
  paging: PageOfList
}

export function ReadinessPage(props: ReadinessProps) {
  const { frame, agency } = props
  const { shell } = frame
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/console/readiness')
  return (
    <ConsoleFrame frame={frame} current="readiness" title={say.title} action={<Export {...props} />}>
      <Forecast {...props} />
      <form method="get" action={path} class="filters">
        <AgencySelect shell={shell} agencies={props.agencies} chosen={agency} />
        <button class="button second small" type="submit">
          {shared[shell.language].show}
        </button>
      </form>
      <Figures {...props} />
      <div class="stack">
        <section class="sheet">
          <h2>{say.byAgency}</h2>
          {props.meters.length > 0 ? (
            <div class="meters">
              <AgencyMeters shell={shell} agencies={props.meters} />
            </div>
          ) : (
            <p>{say.belowNone}</p>
          )}
        </section>
        <People {...props} path={path} />
      </div>
    </ConsoleFrame>
  )
}

function Export({ frame, agency }: ReadinessProps) {
  const query = agency ? `?agency=${agency}` : ''
  return (
    <a class="button second small" href={inLanguage(frame.shell.language, `/console/readiness/export${query}`)}>
      {shared[frame.shell.language].download}
    </a>
  )
}

function Forecast({ frame, total }: ReadinessProps) {
  const say = words[frame.shell.language]
  const short = total.total - total.ready
  if (total.total === 0) return <Notice tone="info" heading={say.nobody} />
  return short > 0 ? (
    <Notice tone="care" heading={say.forecast(short, total.total, total.agencies_short)} />
  ) : (
    <Notice tone="ready" heading={say.allReady(total.total)} />
  )
}

function Figures({ frame, total }: ReadinessProps) {
  const say = words[frame.shell.language]
  const cells = [
    [say.ready, total.ready, say.ofTotal(total.total)],
    [say.noPhone, total.no_phone, say.oftenBoth],
    [say.noPassword, total.no_password, say.oftenBoth],
    [say.noCodes, total.no_recovery_codes, say.codesNote],
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

function People({ frame, people, paging, agency, path }: ReadinessProps & { path: string }) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <section class="sheet">
      <h2>{say.list}</h2>
      {people.length === 0 ? (
        <div class="empty">
          <strong>{say.empty}</strong>
          {say.emptyText}
        </div>
      ) : (
        <table class="cards">
          <thead>
            <tr>
              <th>{say.name}</th>
              <th>{say.missing}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id}>
                <td class="who-cell">
                  <a href={inLanguage(shell.language, `/console/officers/${person.id}`)}>{person.name}</a>
                  <small>{shell.language === 'vi' ? person.name_vi : person.name_en}</small>
                </td>
                <td>
                  <span class="chips">
                    {missingOf(shell.language, person).map(({ text, isNeeded }) => (
                      <Chip key={text} tone={isNeeded ? 'care' : 'plain'}>
                        {text}
                      </Chip>
                    ))}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Pages shell={shell} {...paging} path={path} query={agency ? { agency } : {}} />
    </section>
  )
}
