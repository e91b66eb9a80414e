// The state of the door first: open or closed, for whom, until when; then what it comes to, and the form to open it.
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Agency } from '../../../records/agencies/store.ts'
import type { AgencyReadiness } from '../../../records/readiness/store.ts'
import type { CoveredName, Period } from '../../../records/standby/store.ts'
import { AgencyMeters, lowestFirst } from '../../../web/agency-meters.tsx'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { ClosedBand, OpenBand } from './door-band.tsx'
import { type ClosedFigures, type OpenFigures, WhileClosed, WhileOpen } from './door-figures.tsx'
import type { Door } from './doors.ts'
import { words } from './messages.ts'
import { OpenForm } from './open-form.tsx'
import { PastTable } from './past-table.tsx'
import { blankOpening, type OpeningErrors, type TypedOpening } from './read-opening.ts'

export type StandbyDoorProps = {
  frame: FrameState
  doors: readonly Door[]
  /** Set while a door is open. */
  open?: OpenFigures | undefined
  closed: ClosedFigures
  agencies: readonly Agency[]
  meters: readonly AgencyReadiness[]
  past: readonly Period[]
  names: readonly CoveredName[]
  done?: 'opened' | 'extended' | 'closed' | undefined
  /** After a refusal: the sentence, what was typed, the errors at their fields. */
  refusal?: string | undefined
  typed?: TypedOpening | undefined
  errors?: OpeningErrors | undefined
}

export function StandbyDoor(props: StandbyDoorProps) {
  const { frame, doors, open } = props
  const { shell } = frame
  const say = words[shell.language]
  return (
    <ConsoleFrame
      frame={frame}
      current="standby"
      title={say.title}
      scripts={['countdown.js', 'filter-list.js']}
      action={<OpenMore {...props} />}
    >
      <DoneNotice {...props} />
      {props.refusal ? <Notice tone="stop" heading={props.refusal} live /> : null}
      {doors.length === 0 ? <ClosedBand shell={shell} /> : null}
      {doors.map((door, index) => (
        <OpenBand key={door.id} shell={shell} door={door} index={index} mayChange={frame.mayChange} />
      ))}
      {open ? <WhileOpen shell={shell} figures={open} /> : <WhileClosed shell={shell} figures={props.closed} />}
      {frame.mayChange && doors.length === 0 ? (
        <div class="cols">
          <OpenSheet {...props} />
          <LeastReady {...props} />
        </div>
      ) : (
        <LeastReady {...props} />
      )}
      <Past {...props} />
    </ConsoleFrame>
  )
}

function LeastReady({ frame, meters, closed }: StandbyDoorProps) {
  const { shell } = frame
  const say = words[shell.language]
  const { total, ready, no_password, no_phone } = closed.readiness
  return (
    <section class="sheet">
      <div class="row">
        <h2>{say.byAgency}</h2>
        <a href={inLanguage(shell.language, '/console/readiness')}>{say.all}</a>
      </div>
      <div class="meters">
        <AgencyMeters shell={shell} agencies={lowestFirst(meters, 6)} path="/console/readiness" />
      </div>
      {ready < total ? <p class="small after">{say.missing(total - ready, total, no_password, no_phone)}</p> : null}
    </section>
  )
}

function OpenMore({ frame, doors }: StandbyDoorProps) {
  if (!frame.mayChange || doors.length === 0) return null
  return (
    <a class="button second small" href={inLanguage(frame.shell.language, '/console/standby/open')}>
      {words[frame.shell.language].openMore}
    </a>
  )
}

function DoneNotice({ frame, done }: StandbyDoorProps) {
  const say = words[frame.shell.language]
  if (!done) return null
  const texts = {
    opened: [say.opened, say.openedText],
    extended: [say.extended, say.openedText],
    closed: [say.closedDone, say.closedDoneText],
  } as const
  return (
    <Notice tone="ready" heading={texts[done][0]} live>
      <p>{texts[done][1]}</p>
    </Notice>
  )
}

function OpenSheet({ frame, agencies, doors, typed, errors }: StandbyDoorProps) {
  return (
    <section class="sheet">
      <h2>{words[frame.shell.language].formTitle}</h2>
      <OpenForm frame={frame} agencies={agencies} doors={doors} typed={typed ?? blankOpening} errors={errors} />
    </section>
  )
}

function Past({ frame, past, names }: StandbyDoorProps) {
  return (
    <section class="sheet gap">
      <h2>{words[frame.shell.language].past}</h2>
      <PastTable shell={frame.shell} periods={past} names={names} />
    </section>
  )
}
