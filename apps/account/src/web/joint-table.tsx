// Requests that two people decide, on the unit administrator's page and at the console.
import { Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import type { ListedJoint } from '../records/joint-requests/store.ts'
import { agencyOf } from './agency-name.ts'
import { type JointDone, words } from './messages/joint-table.ts'
import { moment } from './times.ts'

type JointSectionProps = {
  shell: Shell
  joint: readonly ListedJoint[]
  /** Where a decision is posted to, with the language prefix; undefined for who only reads. */
  action: string | undefined
  done?: JointDone | undefined
}

export function JointSection({ shell, joint, action, done }: JointSectionProps) {
  const say = words[shell.language]
  return (
    <section class="sheet gap">
      <h2>{say.title}</h2>
      {done ? <Notice tone="ready" heading={say.done[done]} live /> : null}
      <p class="small">{say.intro}</p>
      {joint.length > 0 ? (
        <JointTable shell={shell} joint={joint} action={action} />
      ) : (
        <div class="empty">
          <strong>{say.empty}</strong>
          {say.emptyText}
        </div>
      )}
    </section>
  )
}

function JointTable({ shell, joint, action }: JointSectionProps) {
  const { language } = shell
  const say = words[language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.who}</th>
          <th>{say.agency}</th>
          <th>{say.what}</th>
          <th>{say.at}</th>
          <th>{say.state}</th>
          {action ? <th class="num">{say.decision}</th> : null}
        </tr>
      </thead>
      <tbody>
        {joint.map((request) => (
          <tr key={request.id}>
            <td class="pin">{request.name}</td>
            <td>{agencyOf(language, request) || '–'}</td>
            <td>{request.number ? say.newNumber(maskPhone(request.number)) : say.release}</td>
            <td>{moment(language, request.created_at)}</td>
            <td>{request.first_name ? say.firstBy(request.first_name) : say.none}</td>
            {action ? (
              <td class="num">
                <Decide shell={shell} request={request} action={action} />
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Decide({ shell, request, action }: { shell: Shell; request: ListedJoint; action: string }) {
  const say = words[shell.language]
  return (
    <Form shell={shell} action={action} class="actions end">
      <input type="hidden" name="id" value={request.id} />
      <button class="button small" name="decision" value="approve" aria-label={say.approveOf(request.name)}>
        {say.approve}
      </button>
      {request.kind === 'new-number' ? (
        <button class="button second small" name="decision" value="decline" aria-label={say.declineOf(request.name)}>
          {say.decline}
        </button>
      ) : null}
    </Form>
  )
}
