// How many codes are left, and the way to new ones.
import { Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { day } from '../../../web/times.ts'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

type RecoveryCodesProps = {
  frame: FrameState
  left: number
  /** When they were made, as the form gives it back; "0" where there are none. */
  since: string
  hasPhone: boolean
  refusal?: string | undefined
}

const few = 3

export function RecoveryCodes(props: RecoveryCodesProps) {
  const { frame, hasPhone, refusal } = props
  const say = words[frame.shell.language]
  return (
    <MyAccountFrame frame={frame} current="recovery-codes" title={say.title}>
      <section class="sheet narrow">
        {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
        <p>{say.what}</p>
        {hasPhone ? <Left {...props} /> : <NeedsPhone frame={frame} />}
      </section>
    </MyAccountFrame>
  )
}

function Left({ frame: { shell }, left, since }: RecoveryCodesProps) {
  const say = words[shell.language]
  const madeOn = say.leftText(day(shell.language, new Date(Number(since))))
  return (
    <>
      <Notice tone={left > few ? 'ready' : 'care'} heading={left > 0 ? say.left(left) : say.none}>
        <p>{left > 0 ? madeOn : say.noneText}</p>
        {left > 0 && left <= few ? <p>{say.fewText}</p> : null}
      </Notice>
      <Form shell={shell} action={inLanguage(shell.language, '/my-account/recovery-codes')}>
        <input type="hidden" name="do" value="make" />
        <input type="hidden" name="since" value={since} />
        {left > 0 ? <p>{say.makeText}</p> : null}
        <button class={left > few ? 'button second' : 'button'} type="submit">
          {left > 0 ? say.make : say.makeFirst}
        </button>
      </Form>
    </>
  )
}

function NeedsPhone({ frame: { shell } }: { frame: FrameState }) {
  const say = words[shell.language]
  return (
    <>
      <Notice tone="care" heading={say.needsPhone}>
        <p>{say.needsPhoneText}</p>
      </Notice>
      <a class="button" href={inLanguage(shell.language, '/my-account/register-otp')}>
        {say.registerOtp}
      </a>
    </>
  )
}
