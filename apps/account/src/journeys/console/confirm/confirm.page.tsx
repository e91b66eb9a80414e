// Asks a signed-in administrator for password and code, then goes back to the page that needed them.
import { ErrorSummary, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { PasskeyForm, passkeyScripts } from '../../../web/passkey-form.tsx'
import type { ProofErrors } from '../proof-errors.ts'
import { ProofFields } from '../proof-fields.tsx'
import { words } from './messages.ts'

type ConfirmProps = {
  shell: Shell
  next: string
  name: string
  /** Only where this person has a passkey. */
  question: PasskeyQuestion | undefined
} & ProofErrors

export function Confirm({ shell, next, name, question, refusal, errors = {} }: ConfirmProps) {
  const say = words[shell.language]
  return (
    <Gate
      shell={shell}
      title={say.title}
      lead={{ heading: say.leadHeading, text: say.leadText }}
      scripts={question ? passkeyScripts : undefined}
    >
      <h1>{say.title}</h1>
      <p>{name}</p>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <Form shell={shell} action={inLanguage(shell.language, '/console/confirm')}>
        <ErrorSummary shell={shell} errors={errors} />
        <input type="hidden" name="next" value={next} />
        <ProofFields shell={shell} errors={errors} />
        <button class="button wide" type="submit">
          {say.submit}
        </button>
      </Form>
      {question ? (
        <>
          <div class="or">{say.or}</div>
          <PasskeyForm
            shell={shell}
            action={inLanguage(shell.language, '/console/confirm/passkey')}
            kind="get"
            question={question}
            button={say.passkey}
            isSecond
          >
            <input type="hidden" name="next" value={next} />
          </PasskeyForm>
        </>
      ) : null}
      <p class="after small">
        <a href={inLanguage(shell.language, next)}>{say.cancel}</a>
      </p>
    </Gate>
  )
}
