// The systems that trust this service, and the form to add one.
import { Chip } from '@motcua/ui/chip.tsx'
import { Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { ListedParty } from '../../../provider/relying-parties.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'
import { nothingTyped, PartyFields } from './party-form.tsx'
import type { TypedParty } from './read-party.ts'

export function Parties({ frame, parties }: { frame: FrameState; parties: readonly ListedParty[] }) {
  const { shell } = frame
  const say = words[shell.language]
  const add = (
    <a class="button" href={inLanguage(shell.language, '/console/relying-parties/new')}>
      {say.add}
    </a>
  )
  return (
    <ConsoleFrame frame={frame} current="relying-parties" title={say.title} action={frame.mayChange ? add : undefined}>
      <p class="prose">{say.intro}</p>
      <section class="sheet">
        {parties.length === 0 ? (
          <div class="empty">
            <strong>{say.empty}</strong>
            {say.emptyText}
          </div>
        ) : (
          <PartyTable frame={frame} parties={parties} />
        )}
      </section>
    </ConsoleFrame>
  )
}

function PartyTable({ frame, parties }: { frame: FrameState; parties: readonly ListedParty[] }) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.party}</th>
          <th>{say.callback}</th>
          <th>{say.source}</th>
          <th>{say.state}</th>
        </tr>
      </thead>
      <tbody>
        {parties.map((party) => (
          <tr key={party.client_id}>
            <td class="who-cell">
              <a href={inLanguage(shell.language, `/console/relying-parties/${party.client_id}`)}>
                {shell.language === 'vi' ? party.name_vi : party.name_en}
              </a>
              <small>{party.client_id}</small>
            </td>
            <td data-label={say.callback}>
              <small class="address">{party.redirect_uris[0]}</small>
            </td>
            <td data-label={say.source}>
              <small>{say.sources[party.source]}</small>
            </td>
            <td>
              <Chip tone={party.disabled_at ? 'stop' : 'ready'}>{party.disabled_at ? say.stopped : say.active}</Chip>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export type NewPartyProps = {
  frame: FrameState
  typed?: TypedParty | undefined
  refusal?: string | undefined
  errors?: Readonly<Record<string, string | undefined>> | undefined
}

export function NewParty({ frame, typed = nothingTyped, refusal, errors }: NewPartyProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <ConsoleFrame frame={frame} current="relying-parties" title={say.addTitle}>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <section class="sheet narrow">
        <Form shell={shell} action={inLanguage(shell.language, '/console/relying-parties/new')}>
          <PartyFields frame={frame} typed={typed} errors={errors} isNew />
          <button class="button" type="submit">
            {say.add}
          </button>
        </Form>
      </section>
    </ConsoleFrame>
  )
}
