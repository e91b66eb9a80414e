// One relying party: how it connects, its secret right after it was made, and what an administrator may change.
import { Chip } from '@motcua/ui/chip.tsx'
import { Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { ListedParty } from '../../../provider/relying-parties.ts'
import { moment } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'
import { PartyFields, typedOf } from './party-form.tsx'
import type { TypedParty } from './read-party.ts'

export const doneWords = ['added', 'changed', 'secret', 'stopped', 'resumed'] as const

export type PartyProps = {
  frame: FrameState
  party: ListedParty
  issuer: string
  done?: (typeof doneWords)[number] | undefined
  /** Only in the answer to the form that made it. */
  clientSecret?: string | undefined
  typed?: TypedParty | undefined
  errors?: Readonly<Record<string, string | undefined>> | undefined
  refusal?: string | undefined
}

export function Party(props: PartyProps) {
  const { frame, party } = props
  const { shell } = frame
  const say = words[shell.language]
  const back = (
    <a class="button second" href={inLanguage(shell.language, '/console/relying-parties')}>
      {say.back}
    </a>
  )
  return (
    <ConsoleFrame
      frame={frame}
      current="relying-parties"
      title={shell.language === 'vi' ? party.name_vi : party.name_en}
      subtitle={party.client_id}
      action={back}
    >
      {props.done ? <Notice tone="ready" heading={say.done[props.done]} live /> : null}
      {props.refusal ? <Notice tone="stop" heading={props.refusal} live /> : null}
      {props.clientSecret ? (
        <Notice tone="care" heading={say.secretTitle}>
          <code class="address">{props.clientSecret}</code>
          <p>{say.secretOnce}</p>
        </Notice>
      ) : null}
      <div class="cols">
        <section class="sheet">
          <h2>{say.facts}</h2>
          <Facts {...props} />
        </section>
        {frame.mayChange ? <Changes {...props} /> : null}
      </div>
    </ConsoleFrame>
  )
}

function Facts({ frame, party, issuer }: PartyProps) {
  const { shell } = frame
  const say = words[shell.language]
  const addresses = (list: readonly string[]) => list.join('\n') || say.none
  const facts = [
    [say.clientId, party.client_id],
    [say.issuer, issuer],
    [say.discovery, `${issuer}/.well-known/openid-configuration`],
    [say.redirects, addresses(party.redirect_uris)],
    [say.afterSignOut, addresses(party.post_logout_redirect_uris)],
    [say.backchannel, party.backchannel_logout_uri ?? say.none],
    [say.traces, party.standby_traces_uri ?? say.none],
    [say.source, say.sources[party.source]],
    [say.since, moment(shell.language, party.created_at)],
  ] as const
  return (
    <table class="facts">
      <tbody>
        <tr>
          <th scope="row">{say.state}</th>
          <td>
            <Chip tone={party.disabled_at ? 'stop' : 'ready'}>{party.disabled_at ? say.stopped : say.active}</Chip>{' '}
            {party.disabled_at ? <small>{stoppedText(frame, party, party.disabled_at)}</small> : null}
          </td>
        </tr>
        {facts.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="address">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function stoppedText({ shell: { language } }: FrameState, party: ListedParty, at: Date): string {
  const say = words[language]
  const when = moment(language, at)
  return party.disabled_by_name ? say.stoppedBy(when, party.disabled_by_name) : say.dropped(when)
}

function Changes(props: PartyProps) {
  const { frame, party } = props
  const { shell } = frame
  const say = words[shell.language]
  const path = (act: string) => inLanguage(shell.language, `/console/relying-parties/${party.client_id}${act}`)
  const mayResume = party.disabled_at && (party.disabled_by_name || party.source === 'console')
  return (
    <div class="stack">
      {frame.isFresh ? null : <p class="small">{say.needsProof}</p>}
      {party.source === 'settings' ? <p class="small">{say.settingsOwn}</p> : <OwnChanges {...props} />}
      {party.disabled_at ? null : (
        <section class="sheet">
          <p class="small">{say.stopText}</p>
          <Form shell={shell} action={path('/stop')}>
            <button class="button danger" type="submit">
              {say.stop}
            </button>
          </Form>
        </section>
      )}
      {mayResume ? (
        <Form shell={shell} action={path('/resume')}>
          <button class="button" type="submit">
            {say.resume}
          </button>
        </Form>
      ) : null}
    </div>
  )
}

function OwnChanges({ frame, party, typed, errors }: PartyProps) {
  const { shell } = frame
  const say = words[shell.language]
  const path = inLanguage(shell.language, `/console/relying-parties/${party.client_id}`)
  return (
    <>
      <section class="sheet">
        <h2>{say.change}</h2>
        <Form shell={shell} action={path}>
          <input type="hidden" name="seen" value={party.version} />
          <PartyFields frame={frame} typed={typed ?? typedOf(party)} errors={errors} isNew={false} />
          <button class="button" type="submit">
            {say.save}
          </button>
        </Form>
      </section>
      <section class="sheet">
        <p class="small">{say.newSecretText}</p>
        <Form shell={shell} action={`${path}/secret`}>
          <input type="hidden" name="seen" value={party.version} />
          <button class="button second" type="submit">
            {say.newSecret}
          </button>
        </Form>
      </section>
    </>
  )
}
