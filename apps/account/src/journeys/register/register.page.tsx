// The form for citizens and enterprises.
import { ErrorSummary, Field, Form, Radio } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { Captcha, type CaptchaOf } from '../../web/captcha-box.tsx'
import { words } from './messages.ts'

export type RegisterProps = {
  shell: Shell
  captcha: CaptchaOf
  typed: { kind: string; name: string; phone: string }
  errors: Readonly<Record<string, string | undefined>>
  refusal?: string | undefined
}

export function Register({ shell, captcha, typed, errors, refusal }: RegisterProps) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.title} lead={say.lead}>
      <h1>{say.title}</h1>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <Form shell={shell} action={inLanguage(shell.language, '/register')}>
        <ErrorSummary shell={shell} errors={errors} />
        <fieldset id="kind">
          <legend>{say.kind}</legend>
          <Radio name="kind" value="citizen" label={say.citizen} checked={typed.kind !== 'enterprise'} />
          <Radio name="kind" value="enterprise" label={say.enterprise} checked={typed.kind === 'enterprise'} />
        </fieldset>
        <Field
          name="name"
          label={say.name}
          value={typed.name}
          error={errors['name']}
          autocomplete="name"
          maxlength={120}
        />
        <Field
          name="phone"
          type="tel"
          label={say.phone}
          hint={say.phoneHint}
          value={typed.phone}
          error={errors['phone']}
          autocomplete="tel"
          inputmode="tel"
          maxlength={20}
        />
        <Field
          name="password"
          type="password"
          label={say.password}
          hint={say.passwordNote}
          error={errors['password']}
          autocomplete="new-password"
        />
        <Field name="again" type="password" label={say.again} error={errors['again']} autocomplete="new-password" />
        <Captcha shell={shell} captcha={captcha} error={errors['captcha']} />
        <button class="button wide" type="submit">
          {say.submit}
        </button>
      </Form>
      <p class="after">
        <a href={inLanguage(shell.language, '/sign-in')}>{say.haveAccount}</a>
      </p>
    </Gate>
  )
}
