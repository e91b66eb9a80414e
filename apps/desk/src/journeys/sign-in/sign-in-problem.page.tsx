// The sign-in did not end in a session: what happened, and a fresh start.
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { type Code, sentence } from '../../web/messages/codes.ts'
import { words } from './messages.ts'
import { signInPath } from './sign-in-path.ts'

export function SignInProblem({ shell, code, next }: { shell: Shell; code: Code; next: string }) {
  const { language } = shell
  const say = words[language]
  const isCitizen = code === 'not-officer'
  return (
    <Gate shell={shell} title={say.problemTitle} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <h1>{say.problemTitle}</h1>
      <Notice tone="care" heading={sentence(language, code)} live>
        {isCitizen ? say.citizenText : null}
      </Notice>
      <a class="button wide" href={signInPath(language, next, isCitizen ? 'fresh' : null)}>
        {isCitizen ? say.officerSignIn : say.startAgain}
      </a>
      {isCitizen ? (
        <a class="button second wide" href={inLanguage(language, '/look-up')}>
          {say.lookUp}
        </a>
      ) : null}
    </Gate>
  )
}
