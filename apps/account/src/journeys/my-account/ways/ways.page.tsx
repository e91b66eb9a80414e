// "Cách xác thực": every way that this person has, what SMS risks, and the way to more.
import { Chip } from '@motcua/ui/chip.tsx'
import { Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import type { ComponentChildren } from 'preact'
import type { Passkey } from '../../../records/factors/passkey-store.ts'
import type { Way } from '../../../records/factors/store.ts'
import type { FactorProfile, Ways } from '../../../records/factors/ways.ts'
import { day, moment } from '../../../web/times.ts'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

export type Done = keyof (typeof words)['vi']['done']

type WaysProps = {
  frame: FrameState
  ways: Ways
  profile: FactorProfile
  codesLeft: number
  done?: Done | undefined
  refusal?: string | undefined
}

export function WaysPage(props: WaysProps) {
  const { frame, profile, done, refusal } = props
  const say = words[frame.shell.language]
  return (
    <MyAccountFrame frame={frame} current="ways" title={say.title}>
      {done ? <Notice tone="ready" heading={say.done[done]} live /> : null}
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <p>{say.intro}</p>
      <div class="cols aside-first">
        <div>
          <Notice tone="care" heading={say.riskHeading}>
            <p>{profile === 'hardened' ? say.riskOff : say.riskText}</p>
          </Notice>
        </div>
        <div class="stack">
          <Sms {...props} />
          <Authenticator {...props} />
          <Passkeys {...props} />
          <Recovery {...props} />
        </div>
      </div>
    </MyAccountFrame>
  )
}

type SectionProps = WaysProps & { way: Way; heading: string; text: string; children: ComponentChildren }

function Section({ way, heading, text, children, ...props }: SectionProps) {
  return (
    <section class="sheet">
      <div class="row">
        <h2>{heading}</h2>
        <State {...props} way={way} />
      </div>
      <p class="small">{text}</p>
      {children}
    </section>
  )
}

/** Asked first, not there, or the button that puts it first. */
function State({ frame: { shell }, ways, profile, way }: WaysProps & { way: Way }) {
  const say = words[shell.language]
  const isOff = way === 'sms' && profile === 'hardened' && ways.phone
  if (isOff) return <Chip tone="care">{say.off}</Chip>
  if (!ways.usable.includes(way)) return <Chip tone="plain">{say.none}</Chip>
  if (ways.first === way) return <Chip tone="ready">{say.first}</Chip>
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/my-account/ways')}>
      <input type="hidden" name="way" value={way} />
      <button class="button link" type="submit">
        {say.askFirst}
      </button>
    </Form>
  )
}

function Sms(props: WaysProps) {
  const { shell } = props.frame
  const { phone } = props.ways
  const say = words[shell.language]
  const path = phone ? '/my-account/phones' : '/my-account/register-otp'
  const text = phone ? say.smsTo(`+84 ${maskPhone(phone.number)}`) : say.smsNone
  return (
    <Section {...props} way="sms" heading={say.sms} text={text}>
      <a class="button second" href={inLanguage(shell.language, path)}>
        {phone ? say.smsEdit : say.smsRegister}
      </a>
    </Section>
  )
}

function Authenticator(props: WaysProps) {
  const { shell } = props.frame
  const { authenticator } = props.ways
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/my-account/ways/authenticator')
  const text = authenticator ? say.addedOn(day(shell.language, authenticator.created_at)) : say.authenticatorText
  return (
    <Section {...props} way="authenticator" heading={say.authenticator} text={text}>
      <div class="row">
        <a class="button second" href={path}>
          {authenticator ? say.replace : say.add}
        </a>
        {authenticator ? (
          <a class="button danger" href={`${path}/remove`}>
            {say.remove}
          </a>
        ) : null}
      </div>
    </Section>
  )
}

function Passkeys(props: WaysProps) {
  const { shell } = props.frame
  const { passkeys } = props.ways
  const say = words[shell.language]
  return (
    <Section {...props} way="passkey" heading={say.passkeys} text={say.passkeysText}>
      {passkeys.length > 0 ? (
        <ul class="list plain">
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.id} frame={props.frame} passkey={passkey} />
          ))}
        </ul>
      ) : null}
      <a class="button second" href={inLanguage(shell.language, '/my-account/ways/passkeys/new')}>
        {say.passkeyAdd}
      </a>
    </Section>
  )
}

function PasskeyRow({ frame: { shell }, passkey }: { frame: FrameState; passkey: Passkey }) {
  const say = words[shell.language]
  const used = passkey.used_at ? say.passkeyUsed(moment(shell.language, passkey.used_at)) : say.passkeyUnused
  return (
    <li>
      <span class="who-cell">
        <b>{passkey.name}</b>
        <small>
          {say.addedOn(day(shell.language, passkey.created_at))} · {used}
        </small>
      </span>
      <a
        class="button danger small"
        aria-label={say.removeOne(passkey.name)}
        href={inLanguage(shell.language, `/my-account/ways/passkeys/${passkey.id}/remove`)}
      >
        {say.remove}
      </a>
    </li>
  )
}

function Recovery({ frame: { shell }, codesLeft }: WaysProps) {
  const say = words[shell.language]
  return (
    <section class="sheet">
      <h2>{say.recovery}</h2>
      <p class="small">{codesLeft > 0 ? say.recoveryLeft(codesLeft) : say.recoveryNone}</p>
      <a class="button second" href={inLanguage(shell.language, '/my-account/recovery-codes')}>
        {say.recoveryOpen}
      </a>
    </section>
  )
}
