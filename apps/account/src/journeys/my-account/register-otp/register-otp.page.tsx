// "Đăng ký OTP": the known numbers, a new one, the captcha, Đăng ký.
import { ErrorSummary, Form, Radio } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import { limits } from '../../../limits.ts'
import type { Phone } from '../../../records/phones/store.ts'
import { Captcha, type CaptchaOf } from '../../../web/captcha-box.tsx'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { PhoneField } from '../../../web/phone-field.tsx'
import { words } from './messages.ts'

type RegisterOtpProps = {
  frame: FrameState
  /** Null where no number may be chosen yet. */
  captcha: CaptchaOf | null
  phones: readonly Phone[]
  /** The number that receives codes now. */
  current: Phone | undefined
  mayChange: boolean
  typed: { choice?: string; number?: string }
  errors?: { choice?: string; number?: string; captcha?: string }
  refusal?: string | undefined
}

export function RegisterOtp(props: RegisterOtpProps) {
  const { frame, current, mayChange, refusal } = props
  const say = words[frame.shell.language]
  return (
    <MyAccountFrame frame={frame} current="register-otp" title={say.title}>
      <section class="sheet narrow">
        {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
        {current ? (
          <Notice tone="ready" heading={say.registered(maskPhone(current.number))}>
            {mayChange ? null : <p>{say.registeredText}</p>}
          </Notice>
        ) : (
          <p>{say.what}</p>
        )}
        {mayChange ? <NumberForm {...props} /> : <ConfirmFirst frame={frame} />}
      </section>
    </MyAccountFrame>
  )
}

function ConfirmFirst({ frame: { shell } }: { frame: FrameState }) {
  const path = '/my-account/confirm?next=/my-account/register-otp'
  return (
    <a class="button" href={inLanguage(shell.language, path)}>
      {words[shell.language].confirm}
    </a>
  )
}

function NumberForm({ frame: { shell }, captcha, phones, typed, errors = {} }: RegisterOtpProps) {
  const say = words[shell.language]
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/my-account/register-otp')}>
      <ErrorSummary shell={shell} errors={errors} />
      <fieldset id="choice" class="choices">
        <legend>{say.choose}</legend>
        {phones.map((phone, index) => (
          <Radio
            key={phone.id}
            name="choice"
            value={phone.id}
            label={<b>+84 {maskPhone(phone.number)}</b>}
            hint={phone.codes_from ? say.current : say.sources[phone.source]}
            checked={typed.choice ? typed.choice === phone.id : index === 0}
          />
        ))}
        <NewNumber shell={shell} phones={phones} typed={typed} error={errors.number} />
        {errors.choice ? <span class="error">{errors.choice}</span> : null}
      </fieldset>
      {captcha ? <Captcha shell={shell} captcha={captcha} error={errors.captcha} /> : null}
      <button class="button wide" type="submit">
        {say.submit}
      </button>
    </Form>
  )
}

type NewNumberProps = Pick<RegisterOtpProps, 'phones' | 'typed'> & {
  shell: FrameState['shell']
  error: string | undefined
}

/** With two numbers there is no room for a third; with none it is the only way. */
function NewNumber({ shell, phones, typed, error }: NewNumberProps) {
  const say = words[shell.language]
  if (phones.length >= limits.phones.most && !error)
    return (
      <p class="small">
        {say.full} <a href={inLanguage(shell.language, '/my-account/phones')}>{say.fullLink}</a>
      </p>
    )
  const field = <PhoneField shell={shell} value={typed.number} error={error} />
  if (phones.length === 0)
    return (
      <>
        <input type="hidden" name="choice" value="new" />
        {field}
      </>
    )
  return (
    <>
      <Radio name="choice" value="new" label={<b>{say.other}</b>} checked={typed.choice === 'new'} />
      <div class="under-radio">{field}</div>
    </>
  )
}
