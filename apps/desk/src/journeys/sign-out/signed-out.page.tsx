// After a sign-out: on to the account service's, or what is left to know.
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import { words } from './messages.ts'

/** onward: by itself to the account service. away: that one does not answer. alive: nobody was signed out. */
export type SignedOutState = 'onward' | 'away' | 'idle' | 'alive' | 'out'

type SignedOutProps = { shell: Shell; state: SignedOutState; href: string }

export function SignedOut({ shell, state, href }: SignedOutProps) {
  const say = words[shell.language]
  const { title, text } = say[state]
  const tone = state === 'away' || state === 'idle' ? 'care' : 'ready'
  const button = state === 'onward' || state === 'alive' ? say[state].button : say.signIn
  return (
    <Gate
      shell={shell}
      title={title}
      lead={{ heading: state === 'alive' ? say.aliveLead : say.leadHeading, text: say.leadText }}
      goTo={state === 'onward' ? href : undefined}
    >
      <h1>{title}</h1>
      <Notice tone={tone} heading={text} live />
      <a class="button wide" href={href}>
        {button}
      </a>
    </Gate>
  )
}
