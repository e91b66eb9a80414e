// The portal sign-in did not end in a session: what happened, and what to do now.
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { type Errand, sealErrand } from '../../../records/attempts/errand.ts'
import type { Refusal } from '../../../result.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { words } from '../messages.ts'

type PortalProblemProps = { shell: Shell; secret: string; errand: Errand | undefined; refusal: Refusal }

export function PortalProblem({ shell, secret, errand, refusal }: PortalProblemProps) {
  const say = words[shell.language]
  const again = errand ? `/sign-in?for=${encodeURIComponent(sealErrand(secret, errand))}` : '/sign-in'
  return (
    <Gate shell={shell} title={say.problemTitle} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <h1>{say.problemTitle}</h1>
      <Notice tone="care" heading={sentence(shell.language, refusal)} live />
      {refusal.code === 'portal-not-listed' ? <NotListed shell={shell} /> : null}
      <a class="button wide" href={inLanguage(shell.language, again)}>
        {say.startAgain}
      </a>
    </Gate>
  )
}

function NotListed({ shell }: { shell: Shell }) {
  const say = words[shell.language]
  return (
    <>
      <p>{say.notListedOfficer}</p>
      <p>
        {say.notListedCitizen} <a href={inLanguage(shell.language, '/register')}>{say.registerLink}</a>
      </p>
    </>
  )
}
