// The report of one standby period: to read, to print on A4, to download as PDF and CSV.
import { inLanguage } from '@motcua/ui/shell.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'
import { ReportSheet } from './report-sheet.tsx'
import type { ReportText } from './report-text.ts'

/** `text` is null while the door is open, and for a second or two afterwards. */
export type ReportProps = { frame: FrameState; periodId: string; text: ReportText | null }

export function Report({ frame, periodId, text }: ReportProps) {
  const { language } = frame.shell
  const say = words[language]
  return (
    <ConsoleFrame
      frame={frame}
      current="standby"
      title={say.title}
      scripts={['print.js']}
      action={<Actions frame={frame} path={`/console/standby/${periodId}/report`} isMade={text !== null} />}
    >
      {text ? (
        <ReportSheet language={language} text={text} />
      ) : (
        <div class="empty">
          <strong>{say.waiting}</strong>
          {say.waitingText}
        </div>
      )}
    </ConsoleFrame>
  )
}

function Actions({ frame, path, isMade }: { frame: FrameState; path: string; isMade: boolean }) {
  const { language } = frame.shell
  const say = words[language]
  return (
    <span class="actions">
      {isMade ? (
        <>
          <a class="button" href={inLanguage(language, `${path}.pdf`)}>
            {say.pdf}
          </a>
          <button class="button second" type="button" data-print hidden>
            {say.print}
          </button>
        </>
      ) : null}
      <a class="button second" href={inLanguage(language, `${path}.csv`)}>
        {say.csv}
      </a>
      <a class="button second" href={inLanguage(language, '/console/standby')}>
        {say.back}
      </a>
    </span>
  )
}
