// Asks before a number is deleted, and says what will be different afterwards.
import { Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import type { Phone } from '../../../records/phones/store.ts'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

type DeletePhoneProps = {
  frame: FrameState
  phone: Phone
  /** The number that receives codes instead. */
  heir: Phone | undefined
  /** An authenticator app or a passkey opens the standby door without it. */
  hasOtherWay: boolean
  refusal?: string | undefined
}

export function DeletePhonePage(props: DeletePhoneProps) {
  const { frame, phone, refusal } = props
  const { shell } = frame
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/my-account/phones')
  return (
    <MyAccountFrame frame={frame} current="phones" title={say.deleteTitle}>
      <section class="sheet narrow">
        <p>
          <b>{say.deleteAsk(`+84 ${maskPhone(phone.number)}`)}</b>
        </p>
        {refusal ? <Notice tone="stop" heading={refusal} live /> : <Consequence {...props} />}
        <div class="actions">
          {refusal ? null : (
            <Form shell={shell} action={`${path}/${phone.id}/delete`}>
              <button class="button danger" type="submit">
                {say.deleteSubmit}
              </button>
            </Form>
          )}
          <a class="button second" href={path}>
            {refusal ? say.back : say.keep}
          </a>
        </div>
      </section>
    </MyAccountFrame>
  )
}

function Consequence({ frame: { shell }, phone, heir, hasOtherWay }: DeletePhoneProps) {
  const say = words[shell.language]
  if (!phone.codes_from) return <p>{say.plainText}</p>
  if (heir)
    return (
      <Notice tone="info" heading={say.heirHeading(`+84 ${maskPhone(heir.number)}`)}>
        <p>{say.heirText}</p>
      </Notice>
    )
  if (hasOtherWay)
    return (
      <Notice tone="info" heading={say.otherWayHeading}>
        <p>{say.otherWayText}</p>
      </Notice>
    )
  return (
    <Notice tone="care" heading={say.lastHeading}>
      <p>{say.lastText}</p>
    </Notice>
  )
}
