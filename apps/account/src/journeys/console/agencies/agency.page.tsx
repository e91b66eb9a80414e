// One agency: its facts, and whom its officers call.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { ListedAgency } from '../../../records/agencies/store.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { ProofFields } from '../proof-fields.tsx'
import { AgencyTable, helpText } from './agency-table.tsx'
import { words } from './messages.ts'

export type AgencyProps = {
  frame: FrameState
  agency: ListedAgency
  above?: ListedAgency | undefined
  below: readonly ListedAgency[]
  /** What was typed; what is saved where nothing was. */
  typed?: { phone: string; hours: string } | undefined
  isSaved?: boolean
  refusal?: string | undefined
  errors?: Readonly<Record<string, string | undefined>> | undefined
}

export function AgencyPage(props: AgencyProps) {
  const { frame, agency } = props
  const { shell } = frame
  const say = words[shell.language]
  return (
    <ConsoleFrame frame={frame} current="agencies" title={nameOf(shell, agency)} subtitle={agency.code}>
      {props.isSaved ? <Notice tone="ready" heading={say.saved} live /> : null}
      {props.refusal ? <Notice tone="stop" heading={props.refusal} live /> : null}
      <div class="cols">
        <section class="sheet">
          <h2>{say.facts}</h2>
          <Facts {...props} />
          <div class="actions">
            <a class="button second" href={inLanguage(shell.language, `/console/officers?agency=${agency.code}`)}>
              {say.people}
            </a>
            <a class="button second" href={inLanguage(shell.language, `/console/readiness?agency=${agency.code}`)}>
              {say.readiness}
            </a>
          </div>
        </section>
        {frame.mayChange ? <HelpForm {...props} /> : null}
      </div>
      {props.below.length > 0 ? (
        <section class="sheet gap">
          <h2>{say.belowTitle(props.below.length)}</h2>
          <AgencyTable shell={shell} agencies={props.below} />
        </section>
      ) : null}
    </ConsoleFrame>
  )
}

const nameOf = ({ language }: Shell, agency: ListedAgency) => nameIn(language, agency)

/** "2023-07-01" → "01/07/2023" */
const dayText = (date: string) => date.split('-').reverse().join('/')

function Facts({ frame, agency, above }: AgencyProps) {
  const { shell } = frame
  const say = words[shell.language]
  const from = dayText(agency.valid_from)
  const facts = [
    [say.nationalId, agency.national_id],
    [say.kind, say.kinds[agency.kind]],
    ...(above ? [[say.above, nameOf(shell, above)]] : []),
    [say.validity, agency.valid_to ? say.between(from, dayText(agency.valid_to)) : say.from(from)],
    [say.officers, String(agency.officers)],
    [say.help, helpText(shell, agency)],
  ]
  return (
    <table class="facts">
      <tbody>
        {facts.map(([label, value]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HelpForm({ frame, agency, typed, errors = {} }: AgencyProps) {
  const { shell, isFresh } = frame
  const say = words[shell.language]
  return (
    <section class="sheet">
      <h2>{say.helpTitle}</h2>
      <p class="small">{say.helpText}</p>
      <Form shell={shell} action={inLanguage(shell.language, `/console/agencies/${agency.code}`)}>
        <ErrorSummary shell={shell} errors={errors} />
        <Field
          name="phone"
          type="tel"
          label={say.phone}
          value={typed?.phone ?? agency.help_phone}
          error={errors['phone']}
          maxlength={40}
        />
        <Field
          name="hours"
          label={say.hours}
          hint={say.hoursHint}
          value={typed?.hours ?? agency.help_hours}
          maxlength={40}
        />
        {isFresh ? null : <ProofFields shell={shell} errors={{ password: errors['password'], code: errors['code'] }} />}
        <button class="button" type="submit">
          {say.save}
        </button>
      </Form>
    </section>
  )
}
