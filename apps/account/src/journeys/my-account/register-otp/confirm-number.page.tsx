// The code that proves the number.
import { inLanguage } from '@motcua/ui/shell.ts'
import { CodeEntry, type CodeEntryProps, codeRefresh, codeScripts } from '../../../web/code-page.tsx'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

type ConfirmNumberProps = { frame: FrameState } & Pick<CodeEntryProps, 'challenge' | 'error' | 'refusal' | 'sentAgain'>

export function ConfirmNumber({ frame, ...code }: ConfirmNumberProps) {
  const { shell } = frame
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/my-account/register-otp')
  return (
    <MyAccountFrame
      frame={frame}
      current="register-otp"
      title={say.codeTitle}
      scripts={codeScripts}
      refreshSeconds={codeRefresh(code.challenge)}
    >
      <section class="sheet narrow">
        <p>{say.codeText}</p>
        <CodeEntry
          {...code}
          shell={shell}
          action={`${path}/code`}
          sendAgainAction={`${path}/code/send-again`}
          otherWays={
            <a class="button quiet" href={path}>
              {say.change}
            </a>
          }
        />
      </section>
    </MyAccountFrame>
  )
}
