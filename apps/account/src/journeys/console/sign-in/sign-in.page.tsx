// User name, password and code on one page.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { PasskeyQuestion } from '../../../records/factors/ask-passkey.ts'
import { PasskeyForm, passkeyScripts } from '../../../web/passkey-form.tsx'
import { codeLength } from '../../../web/forms.ts'
import { words } from './messages.ts'

export type ConsoleSignInProps = {
  shell: Shell
  /** The page of the console to go on to. */
  next: string
  question: PasskeyQuestion
  username?: string | undefined
  refusal?: string | undefined
  errors?: { username?: string | undefined; password?: string | undefined; code?: string | undefined }
}

export function ConsoleSignIn({ shell, next, question, username, refusal, errors = {} }: ConsoleSignInProps) {
  const say = words[shell.language]
  return (
    <Gate
      shell={shell}
      title={say.title}
      lead={{ heading: say.leadHeading, text: say.leadText }}
      scripts={passkeyScripts}
    >
      <h1>{say.title}</h1>
      <p class="small">{say.intro}</p>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <Form shell={shell} action={inLanguage(shell.language, '/console/sign-in')}>
        <ErrorSummary shell={shell} errors={errors} />
        <input type="hidden" name="next" value={next} />
        <Field
          name="username"
          label={say.username}
          value={username}
          error={errors.username}
          autocomplete="username"
          maxlength={60}
        />
        <Field
          name="password"
          type="password"
          label={say.password}
          error={errors.password}
          autocomplete="current-password"
          autofocus={refusal !== undefined}
        />
        <Field
          name="code"
          class="code"
          label={say.code}
          hint={say.codeHint}
          error={errors.code}
          autocomplete="one-time-code"
          inputmode="numeric"
          maxlength={codeLength}
        />
        <button class="button wide" type="submit">
          {say.submit}
        </button>
      </Form>
      <div class="or">{say.or}</div>
      <PasskeyForm
        shell={shell}
        action={inLanguage(shell.language, '/console/sign-in/passkey')}
        kind="get"
        question={question}
        button={say.passkey}
        isSecond
      >
        <input type="hidden" name="next" value={next} />
      </PasskeyForm>
      <p class="after small">
        <a href={inLanguage(shell.language, '/sign-in')}>{say.ordinary}</a>
      </p>
    </Gate>
  )
}
