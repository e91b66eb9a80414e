// The code of the authenticator app, at a sign-in.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { codeLength } from '../../../web/forms.ts'
import { words } from '../messages.ts'
import { DrillNotice } from './drill-notice.tsx'
import { OtherWaysLink } from './other-ways-link.tsx'

type AuthenticatorProps = {
  shell: Shell
  isDrill: boolean
  error?: string | undefined
  refusal?: string | undefined
}

export function Authenticator({ shell, isDrill, error, refusal }: AuthenticatorProps) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.appTitle} lead={{ heading: say.codeLeadHeading, text: say.codeLeadText }}>
      <h1>{say.appTitle}</h1>
      <DrillNotice shell={shell} isDrill={isDrill} />
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <Form shell={shell} action={inLanguage(shell.language, '/sign-in/authenticator')}>
        <ErrorSummary shell={shell} errors={{ code: error }} />
        <Field
          name="code"
          class="code"
          label={say.appCode}
          hint={say.appHint}
          error={error}
          autocomplete="one-time-code"
          inputmode="numeric"
          maxlength={codeLength}
          autofocus
        />
        <button class="button wide" type="submit">
          {say.continue}
        </button>
      </Form>
      <OtherWaysLink shell={shell} />
    </Gate>
  )
}
