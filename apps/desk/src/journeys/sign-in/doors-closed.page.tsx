// The portal is down and the standby door is shut: whom to call, in place of a form that could let nobody in.
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import { words } from './messages.ts'
import { signInPath } from './sign-in-path.ts'

export function DoorsClosed({ shell, next, help }: { shell: Shell; next: string; help: string | null }) {
  const { language } = shell
  const say = words[language]
  const call = help ?? shell.site.help
  return (
    <Gate
      shell={shell}
      title={say.closedTitle}
      lead={{ heading: say.closedLead, text: say.closedLeadText }}
      help={call}
    >
      <h1>{say.closedTitle}</h1>
      <Notice tone="stop" heading={say.closedHeading} live>
        {say.closedText}
      </Notice>
      <p>
        {say.callHelp} <b>{call}</b>
      </p>
      <a class="button wide" href={signInPath(language, next)}>
        {say.tryAgain}
      </a>
      <a class="button quiet wide" href={signInPath(language, next, 'anyway')}>
        {say.anyway}
      </a>
    </Gate>
  )
}
