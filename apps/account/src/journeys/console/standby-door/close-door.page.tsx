// One confirmation before the door closes: what will happen, and why it closes.
import { ErrorSummary, Form, TextArea } from '@motcua/ui/form.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { OpenBand } from './door-band.tsx'
import type { Door } from './doors.ts'
import { words } from './messages.ts'

type CloseDoorProps = { frame: FrameState; door: Door; reason?: string; error?: string | undefined }

export function CloseDoor({ frame, door, reason, error }: CloseDoorProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <ConsoleFrame frame={frame} current="standby" title={say.closeTitle} scripts={['countdown.js']}>
      <OpenBand shell={shell} door={door} index={0} />
      <section class="sheet narrow">
        <p>{say.closeText}</p>
        <Form shell={shell} action={inLanguage(shell.language, '/console/standby/close')}>
          <ErrorSummary shell={shell} errors={{ reason: error }} />
          <input type="hidden" name="id" value={door.id} />
          <TextArea
            name="reason"
            label={say.closeReason}
            hint={say.closeReasonHint}
            value={reason}
            error={error}
            rows={2}
            maxlength={500}
          />
          <div class="actions">
            <button class="button" type="submit">
              {say.close}
            </button>
            <a class="button second" href={inLanguage(shell.language, '/console/standby')}>
              {say.stay}
            </a>
          </div>
        </Form>
      </section>
    </ConsoleFrame>
  )
}
