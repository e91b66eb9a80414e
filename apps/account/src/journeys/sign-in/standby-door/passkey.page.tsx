// The passkey, at a sign-in.
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { PasskeyForm, passkeyScripts } from '../../../web/passkey-form.tsx'
import { words } from '../messages.ts'
import { DrillNotice } from './drill-notice.tsx'
import { OtherWaysLink } from './other-ways-link.tsx'

type PasskeyProps = { shell: Shell; question: PasskeyQuestion; isDrill: boolean; refusal?: string | undefined }

export function PasskeyPage({ shell, question, isDrill, refusal }: PasskeyProps) {
  const say = words[shell.language]
  const lead = { heading: say.codeLeadHeading, text: say.passkeyLeadText }
  return (
    <Gate shell={shell} title={say.passkeyTitle} lead={lead} scripts={passkeyScripts}>
      <h1>{say.passkeyTitle}</h1>
      <DrillNotice shell={shell} isDrill={isDrill} />
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <p>{say.passkeyText}</p>
      <PasskeyForm
        shell={shell}
        action={inLanguage(shell.language, '/sign-in/passkey')}
        kind="get"
        question={question}
        button={say.passkeyButton}
      />
      <OtherWaysLink shell={shell} />
    </Gate>
  )
}
