// An officer's drills: the one that runs, those to come, and how the last one went.
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Outcome } from '../../../records/drills/results.ts'
import type { Drill } from '../../../records/drills/store.ts'
import { clock, day } from '../../../web/times.ts'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'
import { type OwnDrill, OwnDrillNotice } from './own-drill.tsx'

type Last = { outcome: Outcome; seconds: number | null; starts_at: Date }
type DrillPageProps = {
  frame: FrameState
  own: OwnDrill | undefined
  coming: readonly Pick<Drill, 'id' | 'starts_at' | 'ends_at'>[]
  last: Last | undefined
}

export function DrillPage({ frame, own, coming, last }: DrillPageProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <MyAccountFrame frame={frame} current="info" title={say.title}>
      {own ? <OwnDrillNotice shell={shell} drill={own} /> : null}
      {coming.length > 0 ? <Coming frame={frame} coming={coming} /> : null}
      {last ? (
        <section class="sheet gap">
          <h2>{say.last}</h2>
          <p>{lastText(frame, last)}</p>
        </section>
      ) : null}
      {own || last || coming.length > 0 ? null : (
        <section class="sheet">
          <div class="empty">
            <strong>{say.none}</strong>
            {say.noneText}
          </div>
        </section>
      )}
    </MyAccountFrame>
  )
}

function Coming({ frame: { shell }, coming }: Pick<DrillPageProps, 'frame' | 'coming'>) {
  const { language } = shell
  const say = words[language]
  return (
    <section class="sheet gap">
      <h2>{say.coming}</h2>
      <ul>
        {coming.map(({ id, starts_at: from, ends_at: to }) => (
          <li key={id}>{say.comingAt(`${clock(language, from)}–${clock(language, to)}`, day(language, from))}</li>
        ))}
      </ul>
      <p>{say.comingText}</p>
      <p class="small">
        <a href={inLanguage(language, '/my-account/info')}>{say.prepare}</a>
      </p>
    </section>
  )
}

function lastText({ shell: { language } }: FrameState, { outcome, seconds, starts_at }: Last): string {
  const say = words[language]
  const how = seconds === null ? say.outcomes[outcome] : `${say.outcomes[outcome]} ${say.after(Math.round(seconds))}`
  return `${day(language, starts_at)}: ${how}.`
}
