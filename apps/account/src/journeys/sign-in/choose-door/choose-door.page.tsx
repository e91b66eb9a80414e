// The sign-in page: the door that works stands first.
import { ErrorSummary, Check, Field, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { Word } from '../../../records/portal-watch/seen.ts'
import { words } from '../messages.ts'

export type ChooseDoorProps = {
  shell: Shell
  /** The sealed errand, carried by both forms. */
  errand: string
  /** The site the person comes from and goes back to. */
  site?: string | undefined
  /** Until when the standby door is open, "08:31"; undefined where no period is open. */
  openUntil?: string | undefined
  /** The same of a drill, which is no outage. */
  drillUntil?: string | undefined
  /** Somebody who is signed in through the portal takes part in the drill. */
  isForDrill: boolean
  /** What the watch says of the portal. */
  portal: Word
  /** Whom to call. */
  help: string
  /** Somebody left for the portal in this browser and has not come back: the button may be pressed. */
  mayTell: boolean
  /** The check before the redirect found the portal away. */
  portalIsDown?: boolean
  done?:
    | 'signed-out'
    | 'over'
    | 'replaced'
    | 'closed'
    | 'password-set'
    | 'registered'
    | 'told'
    | 'not-away'
    | 'drill-over'
    | undefined
  /** What was typed, kept after a refusal. */
  number?: string | undefined
  remember?: boolean
  /** A sentence for the form as a whole. */
  refusal?: string | undefined
  /** The refusal was only that the door is closed: where the portal fails, its notice says that and whom to call. */
  isClosed?: boolean
  errors?: { number?: string | undefined; password?: string | undefined }
}

export function ChooseDoor(props: ChooseDoorProps) {
  const { shell } = props
  const say = words[shell.language]
  const isFailing = failsNow(props)
  const standbyFirst = isStandbyFirst(props)
  const lead = leadOf(props)
  return (
    <Gate shell={shell} title={standbyFirst ? say.directTitle : say.title} lead={lead} help={props.help}>
      <h1>{standbyFirst ? say.directTitle : say.title}</h1>
      {props.site ? <p class="small">{say.forSite(props.site)}</p> : null}
      <DoorNotice {...props} />
      {standbyFirst || isFailing ? null : (
        <>
          <PortalForm {...props} first />
          <div class="or">{say.or}</div>
        </>
      )}
      <PasswordForm {...props} first={standbyFirst} />
      {standbyFirst || isFailing ? <PortalForm {...props} first={false} /> : null}
      {props.mayTell ? <NoCodeForm {...props} /> : null}
      <p class="after small">
        {standbyFirst ? (
          <a href={inLanguage(shell.language, '/forgot-password')}>{say.noPassword}</a>
        ) : (
          <a href={inLanguage(shell.language, '/register')}>{say.register}</a>
        )}
      </p>
    </Gate>
  )
}

/** In an outage for everybody, in a drill for whoever came to take part. */
function isStandbyFirst(props: ChooseDoorProps): boolean {
  const isWell = !failsNow(props) && props.portal !== 'unknown'
  if (props.openUntil !== undefined) return !isWell
  return props.drillUntil !== undefined && props.isForDrill
}

function leadOf(props: ChooseDoorProps) {
  const { openUntil, drillUntil } = props
  const say = words[props.shell.language]
  if (!isStandbyFirst(props)) return { heading: say.leadHeading, text: say.leadText }
  if (openUntil !== undefined) return { heading: say.outageHeading, text: say.outageText(openUntil) }
  return { heading: say.drillHeading, text: say.drillLead(drillUntil ?? '') }
}

/** By the check before the redirect, or by the watch. */
const failsNow = ({ portalIsDown, portal }: ChooseDoorProps) =>
  Boolean(portalIsDown) || portal === 'down' || portal === 'no-codes'

function DoorNotice(props: ChooseDoorProps) {
  const { shell, done, refusal, isClosed } = props
  if (refusal && !(isClosed && failsNow(props)))
    return (
      <>
        <Notice tone="stop" heading={refusal} live />
        <DrillNotice {...props} />
      </>
    )
  return (
    <>
      {done ? <DoneNotice shell={shell} done={done} /> : null}
      <PortalNotice {...props} />
      <DrillNotice {...props} />
    </>
  )
}

function PortalNotice(props: ChooseDoorProps) {
  const { shell, openUntil, portalIsDown, portal, help, done } = props
  const say = words[shell.language]
  if (failsNow(props)) {
    const heading = portal === 'no-codes' && !portalIsDown ? say.portalSilent : say.portalDown
    return (
      <Notice tone="care" heading={heading} live>
        <p>{openUntil ? say.portalDownOpen : say.portalDownClosed(help)}</p>
      </Notice>
    )
  }
  if (portal === 'degraded') return <Notice tone="info" heading={say.portalUnsteady} />
  if (!openUntil || done) return null
  return (
    <Notice tone="care" heading={say.doorOpen(openUntil)}>
      <p>{say.doorOpenText}</p>
    </Notice>
  )
}

function DrillNotice({ shell, openUntil, drillUntil }: ChooseDoorProps) {
  const say = words[shell.language]
  if (!drillUntil || openUntil) return null
  return (
    <Notice tone="info" heading={say.drill(drillUntil)}>
      <p>{say.drillText}</p>
    </Notice>
  )
}

const stopped = new Set<ChooseDoorProps['done']>(['over', 'replaced', 'closed'])

function DoneNotice({ shell, done }: { shell: Shell; done: NonNullable<ChooseDoorProps['done']> }) {
  const say = words[shell.language]
  const texts = {
    'signed-out': [say.signedOut, say.signedOutText],
    over: [say.over, say.overText],
    replaced: [say.replaced, say.replacedText],
    closed: [say.closed, say.closedText],
    'password-set': [say.passwordSet, say.passwordSetText],
    registered: [say.registered, say.registeredText],
    told: [say.told, say.toldText],
    'not-away': [say.notAway, say.notAwayText],
    'drill-over': [say.drillOver, say.drillOverText],
  } as const
  return (
    <Notice tone={stopped.has(done) ? 'care' : 'ready'} heading={texts[done][0]} live>
      <p>{texts[done][1]}</p>
    </Notice>
  )
}

function PortalForm({ shell, errand, first }: ChooseDoorProps & { first: boolean }) {
  const say = words[shell.language]
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/sign-in/portal')}>
      <input type="hidden" name="for" value={errand} />
      <button class={first ? 'button wide' : 'button second wide after'} type="submit">
        {first ? say.portalButton : say.tryPortal}
      </button>
    </Form>
  )
}

function NoCodeForm({ shell, errand }: ChooseDoorProps) {
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/sign-in/no-code')}>
      <input type="hidden" name="for" value={errand} />
      <button class="button link wide after" type="submit">
        {words[shell.language].noCode}
      </button>
    </Form>
  )
}

function PasswordForm(props: ChooseDoorProps & { first: boolean }) {
  const { shell, errand, number, remember, errors = {}, first } = props
  const isRefused = props.refusal !== undefined && !props.isClosed
  const say = words[shell.language]
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/sign-in')}>
      <ErrorSummary shell={shell} errors={errors} />
      <input type="hidden" name="for" value={errand} />
      <Field
        name="number"
        label={say.number}
        hint={say.numberHint}
        value={number}
        error={errors.number}
        autocomplete="username"
        inputmode="numeric"
        maxlength={20}
      />
      <Field
        name="password"
        type="password"
        label={say.password}
        error={errors.password}
        autocomplete="current-password"
        // After a wrong password the cursor waits where it is typed again.
        autofocus={isRefused}
      />
      <div class="row">
        <Check name="remember" label={say.remember} checked={remember ?? false} />
        <a href={inLanguage(shell.language, '/forgot-password')}>{say.forgot}</a>
      </div>
      <button class={first ? 'button wide' : 'button second wide'} type="submit">
        {say.submit}
      </button>
    </Form>
  )
}
