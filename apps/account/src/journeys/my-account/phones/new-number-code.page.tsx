// The code that proves the new number.
import { inLanguage } from '@motcua/ui/shell.ts'
import { CodeEntry, type CodeEntryProps, codeRefresh, codeScripts } from '../../../web/code-page.tsx'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

type NewNumberCodeProps = {
  frame: FrameState
  /** "new", or the row of the number that is replaced. */
  target: string
} & Pick<CodeEntryProps, 'challenge' | 'error' | 'refusal' | 'sentAgain'>

export function NewNumberCode({ frame, target, ...code }: NewNumberCodeProps) {
  const { shell } = frame
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/my-account/phones')
  return (
    <MyAccountFrame
      frame={frame}
      current="phones"
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
          fields={{ for: target }}
          otherWays={
            <a class="button quiet" href={target === 'new' ? `${path}/new` : `${path}/${target}/edit`}>
              {say.change}
            </a>
          }
        />
      </section>
    </MyAccountFrame>
  )
}
