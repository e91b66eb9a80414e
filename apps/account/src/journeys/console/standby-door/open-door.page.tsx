// The form to open the door while another one is open already.
import { Notice } from '@motcua/ui/notice.tsx'
import type { Agency } from '../../../records/agencies/store.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { ClosedBand, OpenBand } from './door-band.tsx'
import type { Door } from './doors.ts'
import { words } from './messages.ts'
import { OpenForm } from './open-form.tsx'
import type { OpeningErrors, TypedOpening } from './read-opening.ts'

export type OpenDoorProps = {
  frame: FrameState
  doors: readonly Door[]
  agencies: readonly Agency[]
  typed: TypedOpening
  errors?: OpeningErrors | undefined
  refusal?: string | undefined
}

export function OpenDoor({ frame, doors, refusal, ...form }: OpenDoorProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <ConsoleFrame frame={frame} current="standby" title={say.formTitle} scripts={['countdown.js', 'filter-list.js']}>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      {doors.length === 0 ? <ClosedBand shell={shell} /> : null}
      {doors.map((door, index) => (
        <OpenBand key={door.id} shell={shell} door={door} index={index} mayChange />
      ))}
      <section class="sheet narrow">
        <OpenForm frame={frame} doors={doors} {...form} />
      </section>
    </ConsoleFrame>
  )
}
