// The table of sessions: device, door, since when, from where, and the way to end each.
import { Chip } from '@motcua/ui/chip.tsx'
import { Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Session } from '../../../records/sessions/store.ts'
import { moment } from '../../../web/times.ts'
import type { FrameState } from '../frame-state.ts'
import { maskAddress } from '../mask-address.ts'
import { words as shared } from '../messages.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

type SessionsProps = {
  frame: FrameState
  sessions: readonly Session[]
  done?: 'ended' | 'othersEnded' | undefined
}

export function Sessions({ frame, sessions, done }: SessionsProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <MyAccountFrame frame={frame} current="sessions" title={say.title}>
      {done ? <Notice tone="ready" heading={say[done]} live /> : null}
      <p>{say.intro}</p>
      <section class="sheet">
        <table class="cards">
          <thead>
            <tr>
              <th>{say.device}</th>
              <th>{say.door}</th>
              <th>{say.since}</th>
              <th>{say.seen}</th>
              <th class="num">{say.actions}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <Row key={session.id} frame={frame} session={session} />
            ))}
          </tbody>
        </table>
      </section>
      {sessions.length > 1 ? (
        <Form shell={shell} action={inLanguage(shell.language, '/my-account/sessions/end')} class="after">
          <input type="hidden" name="session" value="others" />
          <button class="button danger" type="submit">
            {say.endOthers}
          </button>
        </Form>
      ) : (
        <p class="small after">{say.only}</p>
      )}
      <p class="small after">{say.most}</p>
    </MyAccountFrame>
  )
}

function Row({ frame, session }: { frame: FrameState; session: Session }) {
  const { shell, person } = frame
  const say = words[shell.language]
  const device = session.device || say.unknown
  return (
    <tr>
      <td class="who-cell">
        <b>{device}</b>
        <small>{maskAddress(session.address)}</small>
      </td>
      <td>{shared[shell.language].doors[session.door]}</td>
      <td>
        <Labelled label={say.since}>{moment(shell.language, session.created_at)}</Labelled>
      </td>
      <td>
        <Labelled label={say.seen}>{moment(shell.language, session.seen_at)}</Labelled>
      </td>
      <td class="num">
        {session.id === person.session.id ? (
          <Chip tone="ready">{say.here}</Chip>
        ) : (
          <Form shell={shell} action={inLanguage(shell.language, '/my-account/sessions/end')}>
            <input type="hidden" name="session" value={session.id} />
            <button class="button second small" type="submit" aria-label={say.endOne(device)}>
              {say.end}
            </button>
          </Form>
        )}
      </td>
    </tr>
  )
}

/** On a phone the table's heading is gone: the time says what it is. */
function Labelled({ label, children }: { label: string; children: string }) {
  return (
    <>
      <small class="only-narrow">{label}: </small>
      {children}
    </>
  )
}
