// Sets an authenticator app up: QR code, the secret as text, and a code as the proof that it arrived there.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import type { Offer } from './add-authenticator.ts'
import { codeLength } from '../../../web/forms.ts'
import { words } from './messages.ts'
import { QrCode } from '@motcua/ui/qr-code.tsx'

type AuthenticatorProps = {
  frame: FrameState
  offer: Offer
  /** Another app is in use. */
  isReplacing: boolean
  error?: string | undefined
  refusal?: string | undefined
}

export function AuthenticatorPage({ frame, offer, isReplacing, error, refusal }: AuthenticatorProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <MyAccountFrame frame={frame} current="ways" title={say.authenticatorTitle}>
      <section class="sheet narrow">
        {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
        {isReplacing ? <Notice tone="care" heading={say.replaceText} /> : null}
        <ol>
          <li>{say.step1}</li>
          <li>
            <p>{say.step2}</p>
            <QrCode text={offer.uri} label={say.qrLabel} />
            <p>
              {say.secret}: <code>{inFours(offer.secret)}</code>
              <br />
              <small>{say.secretText}</small>
            </p>
          </li>
          <li>{say.step3}</li>
        </ol>
        <Form shell={shell} action={inLanguage(shell.language, '/my-account/ways/authenticator')}>
          <ErrorSummary shell={shell} errors={{ code: error }} />
          <input type="hidden" name="offer" value={offer.sealed} />
          <Field
            name="code"
            class="code"
            label={say.code}
            error={error}
            autocomplete="one-time-code"
            inputmode="numeric"
            maxlength={codeLength}
          />
          <div class="actions">
            <button class="button" type="submit">
              {say.confirm}
            </button>
            <a class="button second" href={inLanguage(shell.language, '/my-account/ways')}>
              {say.back}
            </a>
          </div>
        </Form>
      </section>
    </MyAccountFrame>
  )
}

/** "ABCD EFGH …": what people type from a screen. */
const inFours = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ')
