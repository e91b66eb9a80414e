// The code that proves the phone, and the recovery codes of the new account.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import { limits } from '../../limits.ts'
import { RecoverySheet } from '../../web/recovery-sheet.tsx'
import { codeLength } from '../../web/forms.ts'
import { words } from './messages.ts'
import type { Registration } from './registration.ts'

export type ConfirmProps = {
  shell: Shell
  registration: Registration
  now: Date
  error?: string | undefined
  refusal?: string | undefined
}

export function ConfirmPhone({ shell, registration, now, error, refusal }: ConfirmProps) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.codeTitle} lead={say.codeLead} scripts={['countdown.js']}>
      <h1>{say.codeTitle}</h1>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <Notice tone="info" heading={say.sent(maskPhone(registration.phone))}>
        {say.sentText}
      </Notice>
      <Form shell={shell} action={inLanguage(shell.language, '/register/code')}>
        <ErrorSummary shell={shell} errors={{ code: error }} />
        <Field
          name="code"
          label={say.code}
          class="code"
          error={error}
          autocomplete="one-time-code"
          inputmode="numeric"
          maxlength={codeLength}
          autofocus
          hint={
            <>
              {say.codeExpires}{' '}
              <b id="expiry" data-until={registration.sentAt + limits.code.life * 1000} data-now={now.getTime()}>
                {say.codeSeconds}
              </b>
              <progress data-of="#expiry" value="1" max="1" aria-hidden="true" />
            </>
          }
        />
        <button class="button wide" type="submit">
          {say.continue}
        </button>
      </Form>
      <Form shell={shell} class="after" action={inLanguage(shell.language, '/register/code/send-again')}>
        <button class="button quiet" type="submit" data-enable-after="#again">
          {say.sendAgain}
        </button>{' '}
        <small data-hidden-after="#again">
          {say.sendAgainIn}{' '}
          <span id="again" data-until={registration.sentAt + limits.resend.apart * 1000} data-now={now.getTime()}>
            01:00
          </span>
        </small>
      </Form>
    </Gate>
  )
}

export function Registered({
  shell,
  name,
  codes,
  now,
}: {
  shell: Shell
  name: string
  codes: readonly string[]
  now: Date
}) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.doneTitle} lead={say.doneLead} scripts={['print.js']}>
      <h1>{say.doneTitle}</h1>
      <RecoverySheet shell={shell} codes={codes} name={name} now={now} />
      <a class="button wide no-print" href={`${inLanguage(shell.language, '/sign-in')}?done=registered`}>
        {say.signIn}
      </a>
    </Gate>
  )
}
