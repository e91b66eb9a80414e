// A passkey's name, and the button that asks the browser to make it.
import { ErrorSummary, Field } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { PasskeyForm, passkeyScripts } from '../../../web/passkey-form.tsx'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

type NewPasskeyProps = {
  frame: FrameState
  question: PasskeyQuestion
  name: string
  error?: string | undefined
  refusal?: string | undefined
}

export function NewPasskeyPage({ frame, question, name, error, refusal }: NewPasskeyProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <MyAccountFrame frame={frame} current="ways" title={say.passkeyTitle} scripts={passkeyScripts}>
      <section class="sheet narrow">
        {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
        <p>{say.passkeyIntro}</p>
        <Notice tone="info" heading={say.passkeyShared} />
        <PasskeyForm
          shell={shell}
          action={inLanguage(shell.language, '/my-account/ways/passkeys/new')}
          kind="create"
          question={question}
          button={say.passkeyMake}
        >
          <ErrorSummary shell={shell} errors={{ name: error }} />
          <Field
            name="name"
            label={say.passkeyName}
            hint={say.passkeyNameHint}
            value={name}
            error={error}
            maxlength={60}
          />
        </PasskeyForm>
        <p class="after">
          <a href={inLanguage(shell.language, '/my-account/ways')}>{say.back}</a>
        </p>
      </section>
    </MyAccountFrame>
  )
}
