// A form whose button asks the browser for a passkey, or to make one; passkey.js fills the answer in.
import { Form } from '@motcua/ui/form.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import type { ComponentChildren } from 'preact'
import type { PasskeyQuestion } from '../records/factors/ask-passkey.ts'
import { words } from './messages/passkey-form.ts'

type PasskeyFormProps = {
  shell: Shell
  /** With the language prefix. */
  action: string
  /** create: a new one · get: one that is there. */
  kind: 'create' | 'get'
  question: PasskeyQuestion
  button: string
  /** A second action beside a first one of the same page. */
  isSecond?: boolean
  children?: ComponentChildren
}

/** Scripts of a page with a `<PasskeyForm>`. */
export const passkeyScripts = ['passkey.js'] as const

/** What the fields of the form are called: the sealed question, and the answer. */
export function PasskeyForm({ shell, action, kind, question, button, isSecond, children }: PasskeyFormProps) {
  const say = words[shell.language]
  return (
    <Form shell={shell} action={action}>
      <div data-passkey={kind} data-options={question.options}>
        <input type="hidden" name="asked" value={question.sealed} />
        <input type="hidden" name="answer" value="" />
        {children}
        <p class="small" data-passkey-without="">
          {say.without}
        </p>
        <div class="notice stop" role="alert" data-passkey-failed="" hidden>
          <strong>{kind === 'create' ? say.notMade : say.notGiven}</strong>
          <p class="notice-text">{say.failedText}</p>
        </div>
        <button class={isSecond ? 'button second wide' : 'button wide'} type="submit" hidden>
          {button}
        </button>
      </div>
    </Form>
  )
}
