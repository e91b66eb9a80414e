// Personal data as the list and the portal gave them; numbers stay masked, for a screen at a counter is seen by many.
import { maskIdNumber } from '@motcua/web/mask.ts'
import { agencyOf } from '../../../web/agency-name.ts'
import { day, moment } from '../../../web/times.ts'
import type { FrameState } from '../frame-state.ts'
import { words as shared } from '../messages.ts'
import { words } from './messages.ts'

export function PersonalFacts({ frame }: { frame: FrameState }) {
  const say = words[frame.shell.language]
  const { account } = frame.person
  // Citizens and enterprises have no unit.
  const corrections = account.kind === 'officer' ? say.corrections : say.correctionsPublic
  return (
    <section class="sheet">
      <h2>{say.personal}</h2>
      <table class="facts">
        <tbody>
          {factsOf(frame).map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small after">{corrections(account.agency_help ?? frame.shell.site.help)}</p>
    </section>
  )
}

function factsOf({ shell: { language }, person: { account } }: FrameState): [string, string][] {
  const say = words[language]
  const isOfficer = account.kind === 'officer'
  const agency = agencyOf(language, account)
  const roles: Record<string, string> = shared[language].roles
  const linked = account.linked_at ? moment(language, account.linked_at) : say.notLinked
  const all: [string, string | null | undefined][] = [
    [say.name, account.name],
    [say.idNumber, account.id_number && maskIdNumber(account.id_number)],
    [say.oldIdNumber, account.old_id_number && maskIdNumber(account.old_id_number)],
    [say.birthDate, account.birth_date && day(language, new Date(account.birth_date))],
    [say.agency, agency],
    [say.role, roles[isOfficer ? (account.role ?? 'officer') : account.kind]],
    [say.linked, isOfficer ? linked : null],
    [say.lastSignIn, account.last_sign_in_at && moment(language, account.last_sign_in_at)],
  ]
  return all.filter((fact): fact is [string, string] => Boolean(fact[1]))
}
