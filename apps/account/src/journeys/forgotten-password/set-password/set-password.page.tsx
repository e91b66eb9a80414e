// ĐẶT LẠI MẬT KHẨU: the memo's page, with the second proof.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { limits } from '../../../limits.ts'
import type { Reset } from '../../../records/resets/store.ts'
import { Captcha, type CaptchaOf } from '../../../web/captcha-box.tsx'
import { codeLength } from '../../../web/forms.ts'
import { words } from '../messages.ts'

export type SetPasswordProps = {
  shell: Shell
  captcha: CaptchaOf
  reset: Reset
  hasPortalProof: boolean
  errors: Readonly<Record<string, string | undefined>>
  /** What was typed, kept after a refusal of something else. */
  typed?: { code: string; recovery: string } | undefined
  refusal?: string | undefined
  sentAgain?: boolean
}

type Part = { shell: Shell; reset: Reset }

export function SetPassword(props: SetPasswordProps) {
  const { shell, captcha, reset, hasPortalProof, errors, typed, refusal, sentAgain } = props
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.resetTitle} lead={say.resetLead} scripts={['countdown.js']}>
      <h1>{say.resetTitle}</h1>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <CodeNotice shell={shell} reset={reset} sentAgain={sentAgain ?? false} />
      <Form shell={shell} action={inLanguage(shell.language, '/reset-password')}>
        <ErrorSummary shell={shell} errors={errors} />
        {reset.code_ok_at ? null : (
          <Field
            name="code"
            label={say.code}
            class="code"
            value={errors['code'] ? undefined : typed?.code}
            error={errors['code']}
            autocomplete="one-time-code"
            inputmode="numeric"
            maxlength={codeLength}
            hint={<Expiry shell={shell} reset={reset} />}
          />
        )}
        <Field
          name="password"
          type="password"
          label={say.password}
          error={errors['password']}
          hint={say.passwordNote}
          autocomplete="new-password"
        />
        <Field name="again" type="password" label={say.again} error={errors['again']} autocomplete="new-password" />
        <SecondProof shell={shell} hasPortalProof={hasPortalProof} value={typed?.recovery} error={errors['recovery']} />
        <Captcha shell={shell} captcha={captcha} error={errors['captcha']} />
        <button class="button wide" type="submit">
          {say.submit}
        </button>
      </Form>
      {reset.code_ok_at ? null : <SendAgain shell={shell} reset={reset} />}
      {hasPortalProof ? null : <AskApproval shell={shell} />}
    </Gate>
  )
}

function CodeNotice({ shell, reset, sentAgain }: Part & { sentAgain: boolean }) {
  const say = words[shell.language]
  if (reset.code_ok_at) return <Notice tone="ready" heading={say.codeKnown} />
  if (sentAgain) return <Notice tone="ready" heading={say.sentAgain} live />
  return (
    <Notice tone="info" heading={say.sent}>
      {say.sentText}
    </Notice>
  )
}

const ms = (at: Date, seconds = 0) => String(at.getTime() + seconds * 1000)

function Expiry({ shell, reset }: Part) {
  const say = words[shell.language]
  return (
    <>
      {say.codeExpires}{' '}
      <b id="expiry" data-until={ms(reset.sent_at, limits.code.life)} data-now={ms(reset.now)}>
        {say.codeSeconds}
      </b>
      <progress data-of="#expiry" value="1" max="1" aria-hidden="true" />
    </>
  )
}

function SecondProof({
  shell,
  hasPortalProof,
  value,
  error,
}: {
  shell: Shell
  hasPortalProof: boolean
  value: string | undefined
  error: string | undefined
}) {
  const say = words[shell.language]
  if (hasPortalProof) return <Notice tone="ready" heading={say.proofDone} />
  return (
    <fieldset>
      <legend>{say.proofTitle}</legend>
      <Field
        name="recovery"
        label={say.recovery}
        hint={say.proofText}
        value={value}
        error={error}
        maxlength={30}
        placeholder="XXXX-XXXX-XXXX-XXXX"
      />
    </fieldset>
  )
}

function SendAgain({ shell, reset }: Part) {
  const say = words[shell.language]
  return (
    <Form shell={shell} class="after" action={inLanguage(shell.language, '/reset-password/send-again')}>
      <button class="button quiet" type="submit" data-enable-after="#again">
        {say.sendAgain}
      </button>{' '}
      <small data-hidden-after="#again">
        {say.sendAgainIn}{' '}
        <span id="again" data-until={ms(reset.sent_at, limits.resend.apart)} data-now={ms(reset.now)}>
          01:00
        </span>
      </small>
    </Form>
  )
}

function AskApproval({ shell }: { shell: Shell }) {
  const say = words[shell.language]
  return (
    <Form shell={shell} class="after" action={inLanguage(shell.language, '/reset-password/ask')}>
      <p class="small">
        <b>{say.noProof}</b> {say.noProofPortal}
      </p>
      <button class="button quiet" type="submit">
        {say.ask}
      </button>
    </Form>
  )
}
