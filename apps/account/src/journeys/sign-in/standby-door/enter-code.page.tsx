// The code page of a sign-in, with the way to others: a quiet link at first, buttons after the second miss.
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { limits } from '../../../limits.ts'
import type { Way } from '../../../records/factors/store.ts'
import type { FoundChallenge } from '../../../records/otp/store.ts'
import { CodeEntry, codeRefresh, codeScripts } from '../../../web/code-page.tsx'
import { words } from '../messages.ts'
import { DrillNotice } from './drill-notice.tsx'
import { WaysWithoutMessage } from './ways-without-message.tsx'

export type EnterCodeProps = {
  shell: Shell
  challenge: FoundChallenge | undefined
  usable: readonly Way[]
  error?: string | undefined
  refusal?: string | undefined
  sentAgain?: boolean
  isDrill: boolean
}

export function EnterCode(props: EnterCodeProps) {
  const { shell, challenge, usable } = props
  const say = words[shell.language]
  const hasMissed = (challenge?.misses ?? 0) >= limits.code.missesToOffer
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
          hasMissed ? null : (
            <a class="button quiet" href={inLanguage(shell.language, '/sign-in/other-ways')}>
              {say.otherWays}
            </a>
          )
        }
      />
      {hasMissed ? <OfferedWays shell={shell} usable={usable} /> : null}
    </Gate>
  )
}

function OfferedWays({ shell, usable }: Pick<EnterCodeProps, 'shell' | 'usable'>) {
  const say = words[shell.language]
  return (
    <section class="offered-ways">
      <Notice tone="care" heading={say.missed}>
        <p>{say.missedText}</p>
      </Notice>
      <WaysWithoutMessage shell={shell} usable={usable} />
      <a class="button second wide" href={inLanguage(shell.language, '/sign-in/other-ways')}>
        {say.moreWays}
      </a>
    </section>
  )
}
