// After a reset: the request is on its way, or the recovery code that takes the place of the used one.
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { words } from '../messages.ts'

export function ApprovalAsked({ shell }: { shell: Shell }) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.askedTitle} lead={say.resetLead}>
      <h1>{say.askedTitle}</h1>
      <p>{say.asked}</p>
      <a class="button wide" href={inLanguage(shell.language, '/sign-in')}>
        {say.signIn}
      </a>
    </Gate>
  )
}

export function CodeReplaced({ shell, replacement }: { shell: Shell; replacement: string }) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.spentTitle} lead={say.resetLead}>
      <h1>{say.spentTitle}</h1>
      <Notice tone="care" heading={say.spentText} live>
        <b class="recovery-code">{replacement}</b>
      </Notice>
      <a class="button wide" href={inLanguage(shell.language, '/sign-in')}>
        {say.signIn}
      </a>
    </Gate>
  )
}
