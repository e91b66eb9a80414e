// The pages of a fresh proof without a message.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { ComponentChildren } from 'preact'
import type { PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { PasskeyForm, passkeyScripts } from '../../../web/passkey-form.tsx'
import { codeLength } from '../../../web/forms.ts'
import { words } from './messages.ts'

type PageProps = { shell: Shell; next: string; refusal?: string | undefined }
type AppProps = PageProps & {
  withPassword: boolean
  errors?: { password?: string | undefined; code?: string | undefined }
}

export function ConfirmByApp({ withPassword, errors = {}, ...page }: AppProps) {
  const { shell, next } = page
  const say = words[shell.language]
  return (
    <Page {...page}>
      <Form shell={shell} action={inLanguage(shell.language, '/my-account/confirm/authenticator')}>
        <ErrorSummary shell={shell} errors={errors} />
        <input type="hidden" name="next" value={next} />
        {withPassword ? (
          <Field
            name="password"
            type="password"
            label={say.password}
            error={errors.password}
            autocomplete="current-password"
          />
        ) : null}
        <Field
          name="code"
          class="code"
          label={say.authenticatorCode}
          error={errors.code}
          autocomplete="one-time-code"
          inputmode="numeric"
          maxlength={codeLength}
          autofocus
        />
        <button class="button wide" type="submit">
          {say.authenticatorSubmit}
        </button>
      </Form>
    </Page>
  )
}

export function ConfirmByPasskey({ question, ...page }: PageProps & { question: PasskeyQuestion }) {
  const { shell, next } = page
  const say = words[shell.language]
  return (
    <Page {...page} scripts={passkeyScripts}>
      <p>{say.passkeyText}</p>
      <PasskeyForm
        shell={shell}
        action={inLanguage(shell.language, '/my-account/confirm/passkey')}
        kind="get"
        question={question}
        button={say.passkeyButton}
      >
        <input type="hidden" name="next" value={next} />
      </PasskeyForm>
    </Page>
  )
}

type FrameProps = PageProps & { scripts?: readonly string[]; children: ComponentChildren }

function Page({ shell, next, refusal, scripts, children }: FrameProps) {
  const say = words[shell.language]
  const other = `${inLanguage(shell.language, '/my-account/confirm')}?next=${encodeURIComponent(next)}&way=other`
  return (
    <Gate shell={shell} title={say.title} lead={{ heading: say.leadHeading, text: say.leadText }} scripts={scripts}>
      <h1>{say.title}</h1>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      {children}
      <p class="after">
        <a class="button quiet" href={other}>
          {say.otherWays}
        </a>
      </p>
    </Gate>
  )
}
