// "Sẵn sàng dự phòng" of an officer, in green or amber; each missing step links to the page that mends it.
// Citizens and enterprises have no standby door: for them it lists what protects the account.
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Language } from '@motcua/ui/shell.ts'
import { day } from '../../../web/times.ts'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'
import type { Overview } from './show-overview.ts'

type ProtectionProps = { frame: FrameState; overview: Overview }

export function Protection({ frame, overview }: ProtectionProps) {
  const { shell, person } = frame
  const say = words[shell.language]
  const isOfficer = person.account.kind === 'officer'
  const steps = stepsOf(frame, overview).filter((step) => isOfficer || step.name !== 'linked')
  return (
    <section class="sheet">
      <h2>{isOfficer ? say.readiness : say.protection}</h2>
      {isOfficer ? (
        <Verdict frame={frame} isReady={overview.readiness.ready} missing={steps.filter((step) => !step.done).length} />
      ) : null}
      <ul class="list">
        {steps.map((step) => (
          <li key={step.name}>
            <span class={step.done ? 'ok' : 'warn'} aria-hidden="true">
              {step.done ? '✓' : '!'}
            </span>
            {step.done ? <span>{step.doneText}</span> : <b>{step.missingText}</b>}
            {step.done ? <small>{step.note}</small> : <a href={inLanguage(shell.language, step.path)}>{step.mend}</a>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Verdict({ frame, isReady, missing }: { frame: FrameState; isReady: boolean; missing: number }) {
  const say = words[frame.shell.language]
  if (!isReady)
    return (
      <Notice tone="care" heading={say.missing(missing)}>
        <p>{say.missingText}</p>
      </Notice>
    )
  return (
    <Notice tone="ready" heading={missing > 0 ? say.usable : say.ready}>
      <p>{missing > 0 ? say.usableText(missing) : say.readyText}</p>
    </Notice>
  )
}

type Step = {
  name: string
  done: boolean
  doneText: string
  missingText: string
  mend: string
  path: string
  note: string
}

function stepsOf({ shell: { language }, person }: FrameState, overview: Overview): Step[] {
  const say = words[language]
  const { profile, readiness, phones, passwordSetAt, codesLeft } = overview
  const on = (at: Date | null | undefined) => (at ? day(language, at) : '')
  const confirmedAt = phones.find((phone) => phone.codes_from)?.confirmed_at
  return [
    {
      name: 'phone',
      done: readiness.otherWay || (readiness.phone && profile === 'standard'),
      doneText: readiness.phone && profile === 'standard' ? say.phoneDone : say.otherWayDone,
      missingText: profile === 'hardened' ? say.otherWayMissing : say.phoneMissing,
      mend: profile === 'hardened' ? say.otherWayMend : say.phoneMend,
      path: profile === 'hardened' ? '/my-account/ways' : '/my-account/register-otp',
      note: on(confirmedAt),
    },
    ...(readiness.phoneFresh ? [] : [staleStep(language)]),
    {
      name: 'password',
      done: readiness.password,
      doneText: say.passwordDone,
      missingText: say.passwordMissing,
      mend: say.passwordMend,
      path: '/forgot-password',
      note: on(passwordSetAt),
    },
    {
      name: 'codes',
      done: readiness.recoveryCodes,
      doneText: say.codesDone(codesLeft),
      missingText: say.codesMissing,
      mend: say.codesMend,
      path: '/my-account/recovery-codes',
      note: '',
    },
    {
      name: 'linked',
      done: readiness.linked,
      doneText: say.linkedDone,
      missingText: say.linkedMissing,
      mend: say.linkedMend,
      path: '/sign-in',
      note: on(person.account.linked_at),
    },
    ...(readiness.lastStandbyAt ? [practisedStep(language, readiness.lastStandbyAt)] : []),
  ]
}

/** Codes still go there; whether it is still theirs nobody knows. */
const staleStep = (language: Language): Step => ({
  name: 'stale',
  done: false,
  doneText: '',
  missingText: words[language].phoneStale,
  mend: words[language].phoneStaleMend,
  path: '/my-account/register-otp',
  note: '',
})

const practisedStep = (language: Language, at: Date): Step => ({
  name: 'practised',
  done: true,
  doneText: words[language].practised,
  missingText: '',
  mend: '',
  path: '/my-account/drill',
  note: day(language, at),
})
