// Asks before a way is removed.
import { Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

type RemoveWayProps = {
  frame: FrameState
  /** Without the language prefix. */
  path: string
  /** The passkey's name; undefined for the app. */
  passkey: string | undefined
  refusal?: string | undefined
}

export function RemoveWayPage({ frame, path, passkey, refusal }: RemoveWayProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <MyAccountFrame frame={frame} current="ways" title={say.removeTitle}>
      <section class="sheet narrow">
        <p>
          <b>{passkey ? say.removePasskey(passkey) : say.removeAuthenticator}</b>
        </p>
        {refusal ? <Notice tone="stop" heading={refusal} live /> : <p>{say.removeText}</p>}
        <div class="actions">
          {refusal ? null : (
            <Form shell={shell} action={inLanguage(shell.language, path)}>
              <button class="button danger" type="submit">
                {say.removeSubmit}
              </button>
            </Form>
          )}
          <a class="button second" href={inLanguage(shell.language, '/my-account/ways')}>
            {refusal ? say.back : say.keep}
          </a>
        </div>
      </section>
    </MyAccountFrame>
  )
}
