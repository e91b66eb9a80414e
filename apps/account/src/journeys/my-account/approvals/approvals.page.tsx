// Who asks for approval, of which unit, since when; approve or decline.
import { Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { ListedJoint } from '../../../records/joint-requests/store.ts'
import type { ResetRequest } from '../../../records/resets/store.ts'
import { agencyOf } from '../../../web/agency-name.ts'
import { JointSection } from '../../../web/joint-table.tsx'
import type { JointDone } from '../../../web/messages/joint-table.ts'
import { moment } from '../../../web/times.ts'
import type { FrameState } from '../frame-state.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

type ApprovalsProps = {
  frame: FrameState
  requests: readonly ResetRequest[]
  joint: readonly ListedJoint[]
  jointDone?: JointDone | undefined
  done?: 'approved' | 'declined' | undefined
  refusal?: string | undefined
}

export function Approvals({ frame, requests, joint, jointDone, done, refusal }: ApprovalsProps) {
  const say = words[frame.shell.language]
  return (
    <MyAccountFrame frame={frame} current="approvals" title={say.title}>
      {done ? <Notice tone="ready" heading={say[done]} live /> : null}
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <p class="prose">{say.intro}</p>
      <section class="sheet">
        {requests.length > 0 ? (
          <Requests frame={frame} requests={requests} />
        ) : (
          <div class="empty">
            <strong>{say.empty}</strong>
            {say.emptyText}
          </div>
        )}
      </section>
      <JointSection
        shell={frame.shell}
        joint={joint}
        action={inLanguage(frame.shell.language, '/my-account/approvals/joint')}
        done={jointDone}
      />
    </MyAccountFrame>
  )
}

function Requests({ frame, requests }: Pick<ApprovalsProps, 'frame' | 'requests'>) {
  const { language } = frame.shell
  const say = words[language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.who}</th>
          <th>{say.agency}</th>
          <th>{say.at}</th>
          <th class="num">{say.actions}</th>
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => (
          <tr key={request.id}>
            <td class="pin">{request.name}</td>
            <td>{agencyOf(language, request)}</td>
            <td>{moment(language, request.created_at)}</td>
            <td class="num">
              <Decide frame={frame} request={request} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Decide({ frame: { shell }, request }: { frame: FrameState; request: ResetRequest }) {
  const say = words[shell.language]
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/my-account/approvals')} class="actions end">
      <input type="hidden" name="id" value={request.id} />
      <button
        class="button small"
        type="submit"
        name="decision"
        value="approve"
        aria-label={say.approveOf(request.name)}
      >
        {say.approve}
      </button>
      <button
        class="button second small"
        type="submit"
        name="decision"
        value="decline"
        aria-label={say.declineOf(request.name)}
      >
        {say.decline}
      </button>
    </Form>
  )
}
