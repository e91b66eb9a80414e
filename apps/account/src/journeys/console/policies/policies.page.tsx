// What may open by itself, who agreed to it, and the form to propose more.
import { Chip } from '@motcua/ui/chip.tsx'
import { Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { Agency } from '../../../records/agencies/store.ts'
import type { Policy } from '../../../records/policies/store.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { waitText } from '../../../web/messages/codes.ts'
import { moment } from '../../../web/times.ts'
import { AgencySelect } from '../agency-select.tsx'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'

export type PoliciesProps = {
  frame: FrameState
  policies: readonly Policy[]
  agencies: readonly (Agency & { depth: number })[]
  /** Seconds for which the portal must be well before a door is closed again. */
  healthy: number
  done?: 'proposed' | 'seconded' | 'ended' | undefined
  refusal?: string | undefined
}

export function Policies(props: PoliciesProps) {
  const { frame, policies, agencies, healthy, done, refusal } = props
  const { shell } = frame
  const say = words[shell.language]
  return (
    <ConsoleFrame frame={frame} current="policies" title={say.title}>
      {done ? <Notice tone="ready" heading={say.done[done]} live /> : null}
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <p class="prose">{say.intro(waitText(shell.language, healthy))}</p>
      <section class="sheet">
        {policies.length === 0 ? (
          <div class="empty">
            <strong>{say.empty}</strong>
            {say.emptyText}
          </div>
        ) : (
          <PolicyTable {...props} />
        )}
      </section>
      {frame.mayChange ? (
        <section class="sheet gap">
          <h2>{say.proposeTitle}</h2>
          <Form shell={shell} action={inLanguage(shell.language, '/console/policies')} class="filters">
            <AgencySelect shell={shell} agencies={agencies} chosen="" />
            <button class="button" type="submit" name="act" value="propose">
              {say.propose}
            </button>
          </Form>
          {frame.isFresh ? null : <p class="small">{say.needsProof}</p>}
        </section>
      ) : null}
    </ConsoleFrame>
  )
}

function PolicyTable({ frame, policies }: PoliciesProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.scope}</th>
          <th>{say.state}</th>
          <th>{say.people}</th>
          {frame.mayChange ? <th>{say.action}</th> : null}
        </tr>
      </thead>
      <tbody>
        {policies.map((policy) => (
          <tr key={policy.id}>
            <td>{scopeText(shell, policy) || say.province}</td>
            <td>
              {policy.seconded_at ? <Chip tone="ready">{say.inForce}</Chip> : <Chip tone="care">{say.waiting}</Chip>}
            </td>
            <td>
              {policy.proposed_by_name} ({moment(shell.language, policy.proposed_at)})
              {policy.seconded_at ? `, ${policy.seconded_by_name} (${moment(shell.language, policy.seconded_at)})` : ''}
            </td>
            {frame.mayChange ? (
              <td>
                <Actions frame={frame} policy={policy} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const scopeText = ({ language }: Shell, { agency_vi: name_vi, agency_en: name_en }: Policy) =>
  nameIn(language, { name_vi, name_en })

function Actions({ frame, policy }: { frame: FrameState; policy: Policy }) {
  const { shell, person } = frame
  const say = words[shell.language]
  const isMine = policy.proposed_by === person.account.id
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/console/policies')} class="actions">
      <input type="hidden" name="id" value={policy.id} />
      {policy.seconded_at || isMine ? null : (
        <button class="button small" type="submit" name="act" value="agree">
          {say.second}
        </button>
      )}
      <button class="button second small" type="submit" name="act" value="end">
        {policy.seconded_at ? say.end : say.withdraw}
      </button>
    </Form>
  )
}
