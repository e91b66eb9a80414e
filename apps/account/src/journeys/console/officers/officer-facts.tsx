// The facts of one person as a table: numbers are masked, secrets are only said to be there.
import { Chip } from '@motcua/ui/chip.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import { maskIdNumber, maskPhone } from '@motcua/web/mask.ts'
import type { ComponentChildren } from 'preact'
import type { Account } from '../../../records/accounts/store.ts'
import type { Password } from '../../../records/passwords/store.ts'
import type { Phone } from '../../../records/phones/store.ts'
import type { Readiness } from '../../../records/readiness/store.ts'
import { day, moment } from '../../../web/times.ts'
import { missingTexts } from '../../../web/missing-text.ts'
import { words } from './messages.ts'
import { LastSignIn, StateChip } from './officers.page.tsx'

export type OfficerFactsProps = {
  shell: Shell
  account: Account
  readiness: Readiness
  phones: readonly Phone[]
  password: Password | undefined
  recoveryCodes: number
}

type Fact = { label: string; value: ComponentChildren }

export function OfficerFacts(props: OfficerFactsProps) {
  const facts = [
    ...stateFacts(props),
    ...(props.account.kind === 'officer' ? officerFacts(props) : consoleFacts(props)),
  ]
  return (
    <table class="facts">
      <tbody>
        {facts.map(({ label, value }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function stateFacts({ shell, account, readiness }: OfficerFactsProps): Fact[] {
  const { language } = shell
  const say = words[language]
  const missing = account.kind === 'officer' ? missingTexts(language, readiness) : []
  const state = (
    <>
      <StateChip shell={shell} account={account} ready={readiness.ready} />
      {account.suspended_at
        ? ` ${say.suspendedSince(moment(language, account.suspended_at), account.suspended_reason ?? '')}`
        : null}
      {account.held_at ? ` ${say.heldSince(moment(language, account.held_at))}` : null}
    </>
  )
  return [
    { label: say.state, value: state },
    ...(missing.length > 0 ? [{ label: say.missing, value: missing.join('; ') }] : []),
  ]
}

function officerFacts(props: OfficerFactsProps): Fact[] {
  const { account, recoveryCodes } = props
  const { language } = props.shell
  const say = words[language]
  const rights = say.rights as Record<string, string>
  const linked = account.linked_at ? say.linked(day(language, account.linked_at)) : say.notLinked
  return [
    { label: say.idNumber, value: maskIdNumber(account.id_number ?? '') },
    ...(account.old_id_number ? [{ label: say.oldIdNumber, value: maskIdNumber(account.old_id_number) }] : []),
    { label: say.rightsLabel, value: account.rights.map((right) => rights[right] ?? right).join(', ') },
    { label: say.portal, value: linked },
    { label: say.phones, value: <Phones {...props} /> },
    { label: say.password, value: passwordText(props) },
    { label: say.recoveryCodes, value: say.codesLeft(recoveryCodes) },
    { label: say.lastSignIn, value: <LastSignIn shell={props.shell} account={account} /> },
  ]
}

function consoleFacts(props: OfficerFactsProps): Fact[] {
  const say = words[props.shell.language]
  return [
    { label: say.username, value: props.account.username ?? '' },
    { label: say.password, value: passwordText(props) },
    { label: say.lastSignIn, value: <LastSignIn shell={props.shell} account={props.account} /> },
  ]
}

function passwordText({ shell, password }: OfficerFactsProps): string {
  const say = words[shell.language]
  if (!password) return say.noPassword
  return password.disabled_at ? say.passwordOff : say.passwordSet(day(shell.language, password.set_at))
}

function Phones({ shell, phones }: OfficerFactsProps) {
  const say = words[shell.language]
  if (phones.length === 0) return <>{say.noPhone}</>
  return (
    <>
      {phones.map((phone) => (
        <div key={phone.id} class="chips">
          {maskPhone(phone.number)}
          {phone.codes_from ? <Chip tone="ready">{say.codesHere}</Chip> : null}
          {phone.codes_from ? null : (
            <Chip tone={phone.confirmed_at ? 'plain' : 'care'}>
              {phone.confirmed_at ? say.confirmed : say.unconfirmed}
            </Chip>
          )}
        </div>
      ))}
    </>
  )
}
