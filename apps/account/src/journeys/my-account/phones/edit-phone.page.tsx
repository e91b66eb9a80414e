// "CẬP NHẬT SỐ ĐIỆN THOẠI" as the memo has it, and the same page for a new number.
import { ErrorSummary, Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import type { Phone } from '../../../records/phones/store.ts'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { PhoneField } from '../../../web/phone-field.tsx'
import { words } from './messages.ts'

type EditPhoneProps = {
  frame: FrameState
  /** The number that is replaced; undefined for a new one. */
  phone: Phone | undefined
  typed?: string | undefined
  error?: string | undefined
  refusal?: string | undefined
}

export function EditPhone({ frame, phone, typed, error, refusal }: EditPhoneProps) {
  const { shell } = frame
  const say = words[shell.language]
  const path = phone ? `/my-account/phones/${phone.id}/edit` : '/my-account/phones/new'
  return (
    <MyAccountFrame frame={frame} current="phones" title={phone ? say.editTitle : say.addTitle}>
      <section class="sheet narrow">
        {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
        <p>
          {say.note} <b>{say.noteNumber}</b>.
        </p>
        {phone ? (
          <p>
            {say.older}: <b>+84 {maskPhone(phone.number)}</b>
          </p>
        ) : null}
        <Form shell={shell} action={inLanguage(shell.language, path)}>
          <ErrorSummary shell={shell} errors={{ number: error }} />
          <PhoneField shell={shell} value={typed} error={error} />
          {phone ? <p class="small">{say.hold}</p> : null}
          <div class="actions">
            <button class="button" type="submit">
              {say.save}
            </button>
            <a class="button second" href={inLanguage(shell.language, '/my-account/phones')}>
              {say.back}
            </a>
          </div>
        </Form>
      </section>
    </MyAccountFrame>
  )
}
