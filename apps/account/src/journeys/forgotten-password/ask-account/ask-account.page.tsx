// QUÊN MẬT KHẨU: which account?
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { Captcha, type CaptchaOf } from '../../../web/captcha-box.tsx'
import { words } from '../messages.ts'

export type AskAccountProps = {
  shell: Shell
  captcha: CaptchaOf
  typed: string
  errors: { account?: string | undefined; captcha?: string | undefined }
  refusal?: string | undefined
}

export function AskAccount({ shell, captcha, typed, errors, refusal }: AskAccountProps) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.askTitle} lead={say.askLead}>
      <h1>{say.askTitle}</h1>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <Form shell={shell} action={inLanguage(shell.language, '/forgot-password')}>
        <ErrorSummary shell={shell} errors={errors} />
        <Field
          name="account"
          label={say.account}
          hint={say.accountHint}
          value={typed}
          error={errors.account}
          autocomplete="username"
          inputmode="numeric"
          maxlength={20}
        />
        <Captcha shell={shell} captcha={captcha} error={errors.captcha} />
        <button class="button wide" type="submit">
          {say.continue}
        </button>
      </Form>
      <p class="after">
        <a href={inLanguage(shell.language, '/sign-in')}>{say.back}</a>
      </p>
    </Gate>
  )
}
