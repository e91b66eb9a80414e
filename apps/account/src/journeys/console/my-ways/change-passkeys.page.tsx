// The pages that add and remove an administrator's passkey.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { PasskeyForm, passkeyScripts } from '../../../web/passkey-form.tsx'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words as shared } from '../messages.ts'
import { words } from './messages.ts'

const list = '/console/my-ways'

type NewProps = {
  frame: FrameState
  question: PasskeyQuestion
  name: string
  error?: string | undefined
  refusal?: string | undefined
}

export function NewPasskey({ frame, question, name, error, refusal }: NewProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <ConsoleFrame frame={frame} current="my-ways" title={say.newTitle} scripts={passkeyScripts}>
      <section class="sheet narrow">
        {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
        <p>{say.newText}</p>
        <PasskeyForm
          shell={shell}
          action={inLanguage(shell.language, `${list}/passkeys/new`)}
          kind="create"
          question={question}
          button={say.make}
        >
          <ErrorSummary shell={shell} errors={{ name: error }} />
          <Field name="name" label={say.name} hint={say.nameHint} value={name} error={error} maxlength={60} />
        </PasskeyForm>
        <p class="after">
          <a href={inLanguage(shell.language, list)}>{shared[shell.language].back}</a>
        </p>
      </section>
    </ConsoleFrame>
  )
}

type RemoveProps = { frame: FrameState; id: string; name: string; refusal?: string | undefined }

export function RemovePasskey({ frame, id, name, refusal }: RemoveProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <ConsoleFrame frame={frame} current="my-ways" title={say.removeTitle}>
      <section class="sheet narrow">
        {name ? (
          <p>
            <b>{say.removeAsk(name)}</b>
          </p>
        ) : null}
        {refusal ? <Notice tone="stop" heading={refusal} live /> : <p>{say.removeText}</p>}
        <div class="actions">
          {refusal ? null : (
            <Form shell={shell} action={inLanguage(shell.language, `${list}/passkeys/${id}/remove`)}>
              <button class="button danger" type="submit">
                {say.remove}
              </button>
            </Form>
          )}
          <a class="button second" href={inLanguage(shell.language, list)}>
            {refusal ? shared[shell.language].back : say.keep}
          </a>
        </div>
      </section>
    </ConsoleFrame>
  )
}
