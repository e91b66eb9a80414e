// The console asked for from a network that is not permitted.
import { Gate } from '@motcua/ui/gate.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { words } from './sign-in/messages.ts'

export function OutsideNetwork({ shell, text }: { shell: Shell; text: string }) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.title} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <h1>{text}</h1>
      <p>{say.outsideText}</p>
      <a class="button second" href={inLanguage(shell.language, '/sign-in')}>
        {say.ordinary}
      </a>
    </Gate>
  )
}
