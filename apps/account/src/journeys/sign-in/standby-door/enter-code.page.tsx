// The code page: which code, to which phone, what is known of it, until when, and other ways.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import { limits } from '../../../limits.ts'
import type { Challenge } from '../../../records/otp/store.ts'
import { clockSeconds } from '../../../web/times.ts'
import { words } from '../messages.ts'

export type EnterCodeProps = {
  shell: Shell
  challenge: Challenge | undefined
  error?: string | undefined
  refusal?: string | undefined
  sentAgain?: boolean
}

export function EnterCode({ shell, challenge, error, refusal, sentAgain }: EnterCodeProps) {
  const say = words[shell.language]
  const lead = { heading: say.codeLeadHeading, text: say.codeLeadText }
  return (
    <Gate
      shell={shell}
      title={say.codeTitle}
      lead={lead}
      scripts={['countdown.js', 'code-state.js']}
      refreshSeconds={challenge?.delivered_at ? undefined : 10}
    >
      <h1>{say.codeTitle}</h1>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      {sentAgain && challenge ? <Notice tone="ready" heading={say.sentAgain(challenge.tag)} live /> : null}
      {challenge ? (
        <CodeGoesTo shell={shell} challenge={challenge} />
      ) : (
        <Notice tone="care" heading={say.codeExpired} />
      )}
      <Form shell={shell} action={inLanguage(shell.language, '/sign-in/code')}>
        <ErrorSummary shell={shell} errors={{ code: error }} />
        <Field
          name="code"
          label={say.codeLabel}
          class="code"
          error={error}
          autocomplete="one-time-code"
          inputmode="numeric"
          maxlength={6}
          hint={challenge ? <Expiry shell={shell} challenge={challenge} /> : undefined}
        />
        {challenge ? <CodeState shell={shell} challenge={challenge} /> : null}
        <button class="button wide" type="submit">
          {say.continue}
        </button>
      </Form>
      <div class="row after">
        <SendAgain shell={shell} challenge={challenge} />
        <a class="button quiet" href={inLanguage(shell.language, '/sign-in/other-ways')}>
          {say.otherWays}
        </a>
      </div>
    </Gate>
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

function CodeState({ shell, challenge }: Part) {
  const say = words[shell.language]
  const { accepted_at: accepted, delivered_at: delivered, failed_at: failed } = challenge
  if (failed && !delivered) return <Notice tone="care" heading={say.codeFailed} />
  return (
    <ol class="steps" id="code-state" data-settled={delivered ? 'yes' : 'no'}>
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
function SendAgain({ shell, challenge }: { shell: Shell; challenge: Challenge | undefined }) {
  const say = words[shell.language]
  const ready = challenge ? new Date(challenge.created_at.getTime() + limits.resend.apart * 1000) : undefined
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/sign-in/code/send-again')}>
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
