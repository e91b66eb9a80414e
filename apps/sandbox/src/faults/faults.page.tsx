// The switches: what each does, and which is on.
import { Chip } from '@motcua/ui/chip.tsx'
import { ErrorSummary, Field, Form, Radio } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { type World, WorldFrame } from '../pages/world-frame.tsx'
import { type Fault, type Gateway, gateways, portalModes, type SmsMode, smsModes } from './faults.ts'
import { words } from './messages.ts'

type Errors = Record<string, string | undefined>
/** `typed` keeps what a refused form of `what` held. */
export type FaultsProps = {
  world: World
  done?: boolean
  refused?: { what: 'portal' | Gateway; typed: { mode: string; seconds: string }; errors: Errors }
}

export function FaultsPage({ world, done, refused }: FaultsProps) {
  const { shell, faults } = world
  const say = words[shell.language]
  const reset = (
    <Form shell={shell} action={inLanguage(shell.language, '/faults/all-up')}>
      <button class="button second" type="submit">
        {say.allUp}
      </button>
    </Form>
  )
  return (
    <WorldFrame world={world} here="/faults" title={say.title} subtitle={say.subtitle} action={reset}>
      {done ? <Notice tone="ready" heading={say.done} live /> : null}
      <div class="cols even">
        <Switch
          world={world}
          what="portal"
          now={faults.portal}
          modes={portalModes}
          texts={say.portalModes}
          refused={refused}
        />
        <Switch
          world={world}
          what="esms"
          now={faults.sms.esms}
          modes={smsModes}
          texts={say.smsModes}
          refused={refused}
        />
      </div>
      <h2 class="gap">{say.others}</h2>
      <div class="cols even">
        {gateways
          .filter((gateway) => gateway !== 'esms')
          .map((gateway) => (
            <Folded
              key={gateway}
              world={world}
              what={gateway}
              now={faults.sms[gateway]}
              modes={smsModes}
              texts={say.smsModes}
              refused={refused}
            />
          ))}
      </div>
      <p class="small gap">
        {say.forMachines}: <code>GET, PUT /api/faults</code>
      </p>
    </WorldFrame>
  )
}

type SwitchProps<Mode extends string> = {
  world: World
  what: 'portal' | Gateway
  now: Fault<Mode>
  modes: readonly Mode[]
  texts: Record<Mode, { name: string; does: string }>
  refused: FaultsProps['refused']
}

/** One of the many gateways: shut until it is wanted, or until something is wrong with it. */
function Folded(props: SwitchProps<SmsMode>) {
  const { what, now, texts, refused } = props
  return (
    <details open={now.mode !== 'up' || refused?.what === what}>
      <summary>
        {what} ·{' '}
        <Chip tone={now.mode === 'up' ? 'ready' : 'stop'} dot>
          {texts[now.mode].name}
        </Chip>
      </summary>
      <Switch {...props} />
    </details>
  )
}

function Switch<Mode extends string>({ world: { shell }, what, now, modes, texts, refused }: SwitchProps<Mode>) {
  const say = words[shell.language]
  const mine = refused?.what === what ? refused : undefined
  const chosen = mine?.typed.mode ?? now.mode
  const isSlow = ['slow', 'reorder', 'late-receipt'].includes(now.mode)
  return (
    <section class="sheet">
      <div class="row">
        <h2>{what === 'portal' ? say.portal : `${say.sms} ${what}`}</h2>
        <Chip tone={now.mode === 'up' ? 'ready' : 'stop'} dot>
          {texts[now.mode].name}
          {isSlow ? ` · ${now.seconds} s` : ''}
        </Chip>
      </div>
      <Form shell={shell} action={inLanguage(shell.language, `/faults/${what}`)}>
        <ErrorSummary shell={shell} errors={mine?.errors ?? {}} />
        <fieldset id={`mode-${what}`}>
          <legend class="visually-hidden">{say.now}</legend>
          {modes.map((mode) => (
            <Radio
              key={mode}
              name="mode"
              value={mode}
              label={texts[mode].name}
              hint={texts[mode].does}
              checked={mode === chosen}
            />
          ))}
        </fieldset>
        <Field
          name={`seconds-${what}`}
          label={say.seconds}
          hint={what === 'portal' ? say.secondsPortal : say.secondsSms}
          value={mine?.typed.seconds ?? (isSlow ? String(now.seconds) : '')}
          error={mine?.errors[`seconds-${what}`]}
          inputmode="numeric"
          maxlength={3}
        />
        <button class="button" type="submit">
          {say.apply}
        </button>
      </Form>
    </section>
  )
}
