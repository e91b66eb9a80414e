// One confirmation before a drill is cancelled, or a running one ends.
import { ErrorSummary, Form, TextArea } from '@motcua/ui/form.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Drill } from '../../../records/drills/store.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { drillScopeText, whenText } from './drill-text.ts'
import { words } from './messages.ts'

type CancelDrillProps = { frame: FrameState; drill: Drill; reason?: string; error?: string | undefined }

export function CancelDrill({ frame, drill, reason, error }: CancelDrillProps) {
  const { shell } = frame
  const { language } = shell
  const say = words[language]
  const isRunning = drill.state === 'running'
  const title = isRunning ? say.endTitle : say.cancelTitle
  return (
    <ConsoleFrame frame={frame} current="drills" title={title}>
      <section class="sheet narrow">
        <p>
          <b>{whenText(language, drill)}</b> · {drillScopeText(language, drill)} · {drill.reason}
        </p>
        <p>{isRunning ? say.endText : say.cancelText}</p>
        <Form shell={shell} action={inLanguage(language, `/console/drills/${drill.id}/cancel`)}>
          <ErrorSummary shell={shell} errors={{ reason: error }} />
          <TextArea
            name="reason"
            label={say.cancelReason}
            hint={say.cancelReasonHint}
            value={reason}
            error={error}
            rows={2}
            maxlength={500}
          />
          <div class="actions">
            <button class="button" type="submit">
              {title}
            </button>
            <a class="button second" href={inLanguage(language, '/console/drills')}>
              {say.keep}
            </a>
          </div>
        </Form>
      </section>
    </ConsoleFrame>
  )
}
