// The code of a fresh proof.
import { Gate } from '@motcua/ui/gate.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { CodeEntry, type CodeEntryProps, codeRefresh, codeScripts } from '../../../web/code-page.tsx'
import { words } from './messages.ts'

type ConfirmCodeProps = { shell: Shell; next: string } & Pick<
  CodeEntryProps,
  'challenge' | 'error' | 'refusal' | 'sentAgain'
>

export function ConfirmCode({ shell, next, ...code }: ConfirmCodeProps) {
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/my-account/confirm')
  return (
    <Gate
      shell={shell}
      title={say.title}
      lead={{ heading: say.leadHeading, text: say.leadText }}
      scripts={codeScripts}
      refreshSeconds={codeRefresh(code.challenge)}
    >
      <h1>{say.title}</h1>
      <CodeEntry
        {...code}
        shell={shell}
        action={`${path}/code`}
        sendAgainAction={`${path}/code/send-again`}
        fields={{ next }}
        otherWays={
          <a class="button quiet" href={`${path}?next=${encodeURIComponent(next)}&way=other`}>
            {say.otherWays}
          </a>
        }
      />
    </Gate>
  )
}
