// The form that extends an open door: the same scope, more minutes, a second person.
import { ErrorSummary, Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { OpenBand } from './door-band.tsx'
import type { Door } from './doors.ts'
import { words } from './messages.ts'
import { TermsFields } from './open-form.tsx'
import type { OpeningErrors, TypedOpening } from './read-opening.ts'

export type ExtendDoorProps = {
  frame: FrameState
  door: Door
  minutesLeft: number
  typed: Pick<TypedOpening, 'reason' | 'minutes'>
  errors?: OpeningErrors | undefined
  refusal?: string | undefined
}

export function ExtendDoor({ frame, door, minutesLeft, typed, errors = {}, refusal }: ExtendDoorProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <ConsoleFrame frame={frame} current="standby" title={say.extendTitle} scripts={['countdown.js']}>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <OpenBand shell={shell} door={door} index={0} />
      <section class="sheet narrow">
        <p>{say.extendText}</p>
        <Form shell={shell} action={inLanguage(shell.language, `/console/standby/${door.id}/extend`)}>
          <ErrorSummary shell={shell} errors={errors} />
          <input type="hidden" name="seen" value={door.ids.join()} />
          <TermsFields
            frame={frame}
            typed={typed}
            errors={errors}
            minutesLabel={say.extendMinutes}
            minutesHint={say.extendHint(minutesLeft)}
          />
          <div class="actions">
            <button class="button" type="submit">
              {say.extendButton}
            </button>
            <a class="button second" href={inLanguage(shell.language, '/console/standby')}>
              {say.cancel}
            </a>
          </div>
        </Form>
      </section>
    </ConsoleFrame>
  )
}
