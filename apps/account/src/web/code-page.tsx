// The inside of every page that asks for a code: which code, to which phone, what is known of it, until when, once more.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import type { ComponentChildren } from 'preact'
import { limits } from '../limits.ts'
import type { Challenge } from '../records/otp/store.ts'
import type { Refusal } from '../result.ts'
import { codeLength } from './forms.ts'
import { sentence } from './messages/codes.ts'
import { words } from './messages/code-page.ts'
import { clockSeconds } from './times.ts'

export type CodeEntryProps = {
  shell: Shell
  challenge: Challenge | undefined
  /** Where the code and the wish for another one are posted to, with the language prefix. */
  action: string
  sendAgainAction: string
  /** Hidden fields of both forms. */
  fields?: Readonly<Record<string, string>>
  error?: string | undefined
  refusal?: string | undefined
  sentAgain?: boolean
  /** Beside "Gửi lại". */
  otherWays?: ComponentChildren
}

/** Scripts of a page with a `<CodeEntry>`. */
export const codeScripts = ['countdown.js', 'code-state.js', 'web-otp.js'] as const

/** Without JavaScript the page renews itself until the code has arrived. */
export const codeRefresh = (challenge: Challenge | undefined) => (challenge?.delivered_at ? undefined : 10)

/** Where a refusal stands: at the field for what was typed, else above the form. */
export function codeRefusal({ language }: Shell, refusal: Refusal): Pick<CodeEntryProps, 'error' | 'refusal'> {
  const text = sentence(language, refusal)
  const { code } = refusal
  const atField = code === 'code-wrong' || code === 'code-format' || code === 'code-older'
  return atField ? { error: text } : { refusal: text }
}

export function CodeEntry(props: CodeEntryProps) {
  const { shell, challenge, action, fields = {}, error, refusal, sentAgain } = props
  const say = words[shell.language]
  return (
    <>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      {sentAgain && challenge ? <Notice tone="ready" heading={say.sentAgain(challenge.tag)} live /> : null}
      {challenge ? (
        <CodeGoesTo shell={shell} challenge={challenge} />
      ) : (
        <Notice tone="care" heading={say.codeExpired} />
      )}
      <Form shell={shell} action={action}>
        <ErrorSummary shell={shell} errors={{ code: error }} />
        <Hidden fields={fields} />
        <Field
          name="code"
          label={say.codeLabel}
          class="code"
          error={error}
          autocomplete="one-time-code"
          inputmode="numeric"
          maxlength={codeLength}
          autofocus
          hint={challenge ? <Expiry shell={shell} challenge={challenge} /> : undefined}
        />
        {challenge ? <CodeState shell={shell} challenge={challenge} /> : null}
        <button class="button wide" type="submit">
          {say.continue}
        </button>
      </Form>
      <div class="row after">
        <SendAgain {...props} />
        {props.otherWays}
      </div>
    </>
  )
}

function Hidden({ fields }: { fields: Readonly<Record<string, string>> }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

type Part = { shell: Shell; challenge: Challenge }

function CodeGoesTo({ shell, challenge }: Part) {
  const [before, tag, between, phone] = words[shell.language].codeSent(challenge.tag, maskPhone(challenge.phone))
  return (
    <p>
      {before}
      <b>{tag}</b>
      {between}
      <b>{phone}</b>
    </p>
  )
}

const ms = (at: Date) => String(at.getTime())

function Expiry({ shell, challenge }: Part) {
  const say = words[shell.language]
  const until = challenge.accepted_at
    ? challenge.expires_at
    : new Date(challenge.now.getTime() + limits.code.life * 1000)
  return (
    <>
      {say.codeExpires}{' '}
      <b id="expiry" data-until={ms(until)} data-now={ms(challenge.now)}>
        {say.codeSeconds}
      </b>
      <progress data-of="#expiry" value="1" max="1" aria-hidden="true" />
    </>
  )
}

/** code-state.js renews the inside of this while the code is on its way. */
function CodeState({ shell, challenge }: Part) {
  const { delivered_at: delivered, failed_at: failed } = challenge
  return (
    <div id="code-state" data-settled={delivered ? 'yes' : 'no'}>
      {failed && !delivered ? (
        <Notice tone="care" heading={words[shell.language].codeFailed} />
      ) : (
        <CodeSteps shell={shell} challenge={challenge} />
      )}
    </div>
  )
}

function CodeSteps({ shell, challenge }: Part) {
  const say = words[shell.language]
  const { accepted_at: accepted, delivered_at: delivered } = challenge
  return (
    <ol class="steps">
      <li class={accepted ? 'done' : 'wait'}>
        {accepted ? say.codeAccepted : say.codeWaiting}
        <span>{accepted ? clockSeconds(shell.language, accepted) : ''}</span>
      </li>
      <li class={delivered ? 'done' : 'wait'}>
        {delivered ? say.codeDelivered : say.codeNotDelivered}
        <span>{delivered ? clockSeconds(shell.language, delivered) : ''}</span>
      </li>
    </ol>
  )
}

/** Without JavaScript the button is there at once; too early it is answered with the time to wait. */
function SendAgain({ shell, challenge, sendAgainAction, fields = {} }: CodeEntryProps) {
  const say = words[shell.language]
  const ready = challenge ? new Date(challenge.created_at.getTime() + limits.resend.apart * 1000) : undefined
  return (
    <Form shell={shell} action={sendAgainAction}>
      <Hidden fields={fields} />
      <button class="button quiet" type="submit" data-enable-after="#again">
        {say.sendAgain}
      </button>
      {ready && challenge && ready > challenge.now ? (
        <small data-hidden-after="#again">
          {say.sendAgainIn}{' '}
          <span id="again" data-until={ms(ready)} data-now={ms(challenge.now)}>
            01:00
          </span>
        </small>
      ) : null}
    </Form>
  )
}
