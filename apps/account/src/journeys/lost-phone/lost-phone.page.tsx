// "Mất điện thoại?": asks for a new number, shows who has approved it, and sends the code once two people have.
import { ErrorSummary, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import type { JointRequest } from '../../records/joint-requests/store.ts'
import { CodeEntry, type CodeEntryProps, codeRefresh, codeScripts } from '../../web/code-page.tsx'
import { PhoneField } from '../../web/phone-field.tsx'
import { moment } from '../../web/times.ts'
import { words } from './messages.ts'

type LostPhoneProps = {
  shell: Shell
  joint: JointRequest | undefined
  isSignedIn: boolean
  typed?: string | undefined
  error?: string | undefined
  refusal?: string | undefined
}

export function LostPhone(props: LostPhoneProps) {
  const { shell, joint, isSignedIn, refusal } = props
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.title} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <h1>{say.title}</h1>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      {joint ? <Progress shell={shell} joint={joint} isSignedIn={isSignedIn} /> : <p>{say.text}</p>}
      {joint ? (
        <details class="after">
          <summary>{say.askAnother}</summary>
          <AskForm {...props} />
        </details>
      ) : (
        <AskForm {...props} />
      )}
      <p class="after">
        <a
          class="button quiet"
          href={inLanguage(shell.language, isSignedIn ? '/my-account/phones' : '/sign-in/other-ways')}
        >
          {isSignedIn ? say.back : say.otherWays}
        </a>
      </p>
    </Gate>
  )
}

function AskForm({ shell, typed, error }: LostPhoneProps) {
  const say = words[shell.language]
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/lost-phone')}>
      <ErrorSummary shell={shell} errors={{ number: error }} />
      <PhoneField shell={shell} value={typed} error={error} />
      <button class="button wide" type="submit">
        {say.submit}
      </button>
    </Form>
  )
}

function Progress({
  shell,
  joint,
  isSignedIn,
}: Pick<LostPhoneProps, 'shell' | 'isSignedIn'> & { joint: JointRequest }) {
  const say = words[shell.language]
  const number = maskPhone(joint.number ?? '')
  if (joint.second_at)
    return (
      <>
        <Notice tone="ready" heading={say.approved} live>
          {say.approvedText(number)}
        </Notice>
        <Form shell={shell} action={inLanguage(shell.language, '/lost-phone/code/send')}>
          <button class="button wide" type="submit">
            {say.send}
          </button>
        </Form>
      </>
    )
  return (
    <>
      <Notice tone="info" heading={say.asked(number)} live>
        {say.stepsUntil(moment(shell.language, joint.created_at))}
      </Notice>
      <ol class="steps">
        {say.steps.map((step, index) => (
          <li key={step} class={index === 0 && joint.first_by ? 'done' : 'wait'}>
            {step}
          </li>
        ))}
      </ol>
      {isSignedIn ? null : <p>{say.comeBack}</p>}
    </>
  )
}

type NewNumberCodeProps = { shell: Shell } & Pick<CodeEntryProps, 'challenge' | 'error' | 'refusal' | 'sentAgain'>

export function NewNumberCode({ shell, ...code }: NewNumberCodeProps) {
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/lost-phone')
  const lead = { heading: say.leadHeading, text: say.leadText }
  return (
    <Gate
      shell={shell}
      title={say.codeTitle}
      lead={lead}
      scripts={codeScripts}
      refreshSeconds={codeRefresh(code.challenge)}
    >
      <h1>{say.codeTitle}</h1>
      <CodeEntry
        {...code}
        shell={shell}
        action={`${path}/code`}
        sendAgainAction={`${path}/code/send`}
        otherWays={
          <a class="button quiet" href={path}>
            {say.back}
          </a>
        }
      />
    </Gate>
  )
}

export function NumberChanged({ shell, number }: { shell: Shell; number: string }) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.doneTitle} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <h1>{say.doneTitle}</h1>
      <Notice tone="ready" heading={say.done(maskPhone(number))} live />
      <p>{say.doneNote}</p>
      <a class="button wide" href={inLanguage(shell.language, '/sign-in')}>
        {say.signIn}
      </a>
    </Gate>
  )
}
