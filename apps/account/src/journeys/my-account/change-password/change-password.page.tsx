// Current password, new one twice, the memo's sentence.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { day } from '../../../web/times.ts'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

type ChangePasswordProps = {
  frame: FrameState
  /** Null where no password can be used: it is set by the way of a forgotten one. */
  setAt: Date | null
  /** Without a number for codes the way of a forgotten password leads nowhere. */
  hasPhone: boolean
  done?: boolean
  errors?: { current?: string; password?: string; again?: string }
  refusal?: string | undefined
}

export function ChangePasswordPage(props: ChangePasswordProps) {
  const { frame, setAt, hasPhone, done, refusal } = props
  const say = words[frame.shell.language]
  return (
    <MyAccountFrame frame={frame} current="password" title={say.title}>
      {done ? (
        <Notice tone="ready" heading={say.done} live>
          <p>{say.doneText}</p>
        </Notice>
      ) : null}
      <section class="sheet narrow">
        {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
        {setAt ? <PasswordForm {...props} setAt={setAt} /> : <NoPassword frame={frame} hasPhone={hasPhone} />}
      </section>
    </MyAccountFrame>
  )
}

function PasswordForm({ frame: { shell }, setAt, errors = {} }: ChangePasswordProps & { setAt: Date }) {
  const say = words[shell.language]
  const field = { type: 'password', required: true } as const
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/my-account/password')}>
      <p class="small">{say.since(day(shell.language, setAt))}</p>
      <ErrorSummary shell={shell} errors={errors} />
      <Field
        {...field}
        name="current"
        label={say.current}
        error={errors.current}
        autocomplete="current-password"
        hint={<a href={inLanguage(shell.language, '/forgot-password')}>{say.forgot}</a>}
      />
      <Field
        {...field}
        name="password"
        label={say.next}
        error={errors.password}
        hint={say.note}
        autocomplete="new-password"
      />
      <Field {...field} name="again" label={say.again} error={errors.again} autocomplete="new-password" />
      <p class="small">{say.others}</p>
      <button class="button" type="submit">
        {say.submit}
      </button>
    </Form>
  )
}

function NoPassword({ frame: { shell }, hasPhone }: { frame: FrameState; hasPhone: boolean }) {
  const say = words[shell.language]
  return (
    <>
      <Notice tone="care" heading={say.none}>
        <p>{hasPhone ? say.noneText : say.needsPhone}</p>
      </Notice>
      <a class="button" href={inLanguage(shell.language, hasPhone ? '/forgot-password' : '/my-account/register-otp')}>
        {hasPhone ? say.set : say.registerOtp}
      </a>
    </>
  )
}
