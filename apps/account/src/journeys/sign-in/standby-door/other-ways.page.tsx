// "Cách khác": what to do when the code does not come.
import { Gate } from '@motcua/ui/gate.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { words } from '../messages.ts'

export function OtherWays({ shell }: { shell: Shell }) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.otherWaysTitle} lead={{ heading: say.codeLeadHeading, text: say.codeLeadText }}>
      <h1>{say.otherWaysTitle}</h1>
      <p>{say.otherWaysText}</p>
      <ul>
        <li>
          <a href={inLanguage(shell.language, '/sign-in/code')}>{say.wayAgain}</a>
        </li>
        <li>
          <a href={inLanguage(shell.language, '/sign-in')}>{say.wayPortal}</a>
        </li>
        <li>{say.wayCall(shell.site.help)}</li>
      </ul>
      <a class="button second" href={inLanguage(shell.language, '/sign-in/code')}>
        {say.back}
      </a>
    </Gate>
  )
}
