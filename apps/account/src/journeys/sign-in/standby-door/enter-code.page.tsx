// The code page of a sign-in, with the way to others.
import { Gate } from '@motcua/ui/gate.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { Challenge } from '../../../records/otp/store.ts'
import { CodeEntry, codeRefresh, codeScripts } from '../../../web/code-page.tsx'
import { words } from '../messages.ts'
import { DrillNotice } from './drill-notice.tsx'

export type EnterCodeProps = {
  shell: Shell
  challenge: Challenge | undefined
  error?: string | undefined
  refusal?: string | undefined
  sentAgain?: boolean
  isDrill: boolean
}

export function EnterCode(props: EnterCodeProps) {
  const { shell, challenge } = props
  const say = words[shell.language]
  const lead = { heading: say.codeLeadHeading, text: say.codeLeadText }
  return (
    <Gate shell={shell} title={say.codeTitle} lead={lead} scripts={codeScripts} refreshSeconds={codeRefresh(challenge)}>
      <h1>{say.codeTitle}</h1>
      <DrillNotice shell={shell} isDrill={props.isDrill} />
      <CodeEntry
        {...props}
        action={inLanguage(shell.language, '/sign-in/code')}
        sendAgainAction={inLanguage(shell.language, '/sign-in/code/send-again')}
        otherWays={
          <a class="button quiet" href={inLanguage(shell.language, '/sign-in/other-ways')}>
            {say.otherWays}
          </a>
        }
      />
    </Gate>
  )
}
