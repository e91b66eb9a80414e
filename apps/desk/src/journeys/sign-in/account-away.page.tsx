// The account service does not answer: said at once, before anybody is sent to a dead page.
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import { sentence } from '../../web/messages/codes.ts'
import { words } from './messages.ts'
import { signInPath } from './sign-in-path.ts'

export function AccountAway({ shell, next }: { shell: Shell; next: string }) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.awayTitle} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <h1>{say.awayTitle}</h1>
      <Notice tone="stop" heading={sentence(shell.language, 'account-away')} live>
        {say.awayText}
      </Notice>
      <p>
        {say.callHelp} <b>{shell.site.help}</b>
      </p>
      <a class="button wide" href={signInPath(shell.language, next)}>
        {say.tryAgain}
      </a>
    </Gate>
  )
}
