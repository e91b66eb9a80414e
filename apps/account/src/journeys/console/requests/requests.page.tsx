// Reset requests that wait for a decision, the oldest first.
import { Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { ListedJoint } from '../../../records/joint-requests/store.ts'
import type { ResetRequest } from '../../../records/resets/store.ts'
import { agencyOf } from '../../../web/agency-name.ts'
import { JointSection } from '../../../web/joint-table.tsx'
import type { JointDone } from '../../../web/messages/joint-table.ts'
import { moment } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'

type RequestsProps = {
  frame: FrameState
  requests: readonly ResetRequest[]
  joint: readonly ListedJoint[]
  jointDone?: JointDone | undefined
  done?: 'approved' | 'declined' | undefined
  refusal?: string | undefined
}

export function Requests({ frame, requests, joint, jointDone, done, refusal }: RequestsProps) {
  const { shell } = frame
  const jointAction = frame.mayChange ? inLanguage(shell.language, '/console/requests/joint') : undefined
  const say = words[shell.language]
  return (
    <ConsoleFrame frame={frame} current="requests" title={say.title}>
      {done ? <Notice tone="ready" heading={say.done[done]} live /> : null}
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <p class="prose">{say.intro}</p>
      {frame.mayChange && !frame.isFresh && requests.length > 0 ? <p class="small">{say.needsProof}</p> : null}
      <section class="sheet">
        {requests.length === 0 ? (
          <div class="empty">
            <strong>{say.empty}</strong>
            {say.emptyText}
          </div>
        ) : (
          <RequestTable frame={frame} requests={requests} />
        )}
      </section>
      <JointSection shell={shell} joint={joint} action={jointAction} done={jointDone} />
    </ConsoleFrame>
  )
}

function RequestTable({ frame, requests }: Pick<RequestsProps, 'frame' | 'requests'>) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.who}</th>
          <th>{say.agency}</th>
          <th>{say.at}</th>
          {frame.mayChange ? <th>{say.decision}</th> : null}
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => (
          <tr key={request.id}>
            <td>
              <a href={inLanguage(shell.language, `/console/officers/${request.account_id}`)}>{request.name}</a>
            </td>
            <td>{agencyOf(shell.language, request)}</td>
            <td>{moment(shell.language, request.created_at)}</td>
            {frame.mayChange ? (
              <td>
                <Form shell={shell} action={inLanguage(shell.language, '/console/requests')} class="actions">
                  <input type="hidden" name="id" value={request.id} />
                  <button class="button small" type="submit" name="decision" value="approve">
                    {say.approve}
                  </button>
                  <button class="button second small" type="submit" name="decision" value="decline">
                    {say.decline}
                  </button>
                </Form>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
