// The drill that runs for this officer: what to do, or that it is done. Shown on the first page and on the drill's own.
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { clock } from '../../../web/times.ts'
import { words } from './messages.ts'

export type OwnDrill = { until: Date; in_at: Date | null }

export function OwnDrillNotice({ shell, drill }: { shell: Shell; drill: OwnDrill }) {
  const { language } = shell
  const say = words[language]
  if (drill.in_at)
    return (
      <Notice tone="ready" heading={say.isIn}>
        <p>{say.isInText}</p>
      </Notice>
    )
  return (
    <>
      <Notice tone="info" heading={say.running(clock(language, drill.until))}>
        <p>{say.runningText}</p>
      </Notice>
      <p class="actions">
        <a class="button" href={inLanguage(language, '/sign-in?next=/my-account/drill')}>
          {say.join}
        </a>
        <small>{say.replaced}</small>
      </p>
    </>
  )
}
