// One person: what is known, what is missing, where they are signed in, what happened lately, and what an administrator may do.
import { Chip } from '@motcua/ui/chip.tsx'
import { ErrorSummary, Form, TextArea } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import type { Account } from '../../../records/accounts/store.ts'
import type { AuditEntry } from '../../../records/audit/read-audit.ts'
import type { Session } from '../../../records/sessions/store.ts'
import { agencyOf } from '../../../web/agency-name.ts'
import { moment } from '../../../web/times.ts'
import { auditSentence } from '../audit/sentences.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words } from './messages.ts'
import { OfficerFacts, type OfficerFactsProps } from './officer-facts.tsx'

export type OfficerProps = Omit<OfficerFactsProps, 'shell'> & {
  frame: FrameState
  account: Account
  sessions: readonly Session[]
  activity: readonly AuditEntry[]
  done?: 'suspended' | 'restored' | 'ended' | undefined
  reason?: string | undefined
  /** At the reason, or for the whole form. */
  error?: string | undefined
  refusal?: string | undefined
}

export function Officer(props: OfficerProps) {
  const { frame, account } = props
  const { shell } = frame
  const say = words[shell.language]
  const agency = agencyOf(shell.language, account)
  const role = say.roles[account.kind === 'officer' ? (account.role ?? 'officer') : account.kind]
  return (
    <ConsoleFrame
      frame={frame}
      current="officers"
      title={account.name}
      subtitle={[role, agency].filter(Boolean).join(' · ')}
    >
      {props.done ? <Notice tone="ready" heading={say.done[props.done]} live /> : null}
      {props.refusal ? <Notice tone="stop" heading={props.refusal} live /> : null}
      <div class="cols">
        <div class="stack">
          <section class="sheet">
            <OfficerFacts shell={shell} {...props} />
          </section>
          <Activity {...props} />
        </div>
        <div class="stack">
          <Sessions {...props} />
          {frame.mayChange ? <StateForms {...props} /> : null}
        </div>
      </div>
    </ConsoleFrame>
  )
}

const pathOf = ({ frame, account }: OfficerProps, what: string) =>
  inLanguage(frame.shell.language, `/console/officers/${account.id}/${what}`)

function Sessions(props: OfficerProps) {
  const { frame, sessions } = props
  const { shell } = frame
  const say = words[shell.language]
  return (
    <section class="sheet">
      <h2>{say.sessions}</h2>
      {sessions.length === 0 ? <p class="small">{say.noSessions}</p> : null}
      <ul class="list plain">
        {sessions.map((session) => (
          <li key={session.id}>
            <span class="who-cell">
              {session.device}
              <small>
                {moment(shell.language, session.created_at)} · {session.address}
              </small>
            </span>
            <Chip tone={session.door === 'standby' ? 'care' : 'plain'}>{say.doors[session.door]}</Chip>
          </li>
        ))}
      </ul>
      {frame.mayChange && sessions.length > 0 ? (
        <Form shell={shell} action={pathOf(props, 'end-sessions')}>
          <button class="button second" type="submit">
            {say.endSessions}
          </button>
        </Form>
      ) : null}
    </section>
  )
}

function StateForms(props: OfficerProps) {
  const { frame, account, reason, error } = props
  const { shell } = frame
  const say = words[shell.language]
  if (account.suspended_at) {
    return (
      <section class="sheet">
        <Form shell={shell} action={pathOf(props, 'restore')}>
          <button class="button" type="submit">
            {say.restore}
          </button>
        </Form>
      </section>
    )
  }
  return (
    <section class="sheet">
      <h2>{say.suspend}</h2>
      <p class="small">{say.suspendText}</p>
      <Form shell={shell} action={pathOf(props, 'suspend')}>
        <ErrorSummary shell={shell} errors={{ reason: error }} />
        <TextArea
          name="reason"
          label={say.reason}
          hint={say.reasonHint}
          value={reason}
          error={error}
          rows={2}
          maxlength={500}
        />
        <button class="button danger" type="submit">
          {say.suspend}
        </button>
      </Form>
    </section>
  )
}

function Activity({ frame, account, activity }: OfficerProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <section class="sheet">
      <div class="row">
        <h2>{say.activity}</h2>
        <a href={inLanguage(shell.language, `/console/audit?person=${account.id}`)}>{say.allActivity}</a>
      </div>
      {activity.length === 0 ? <p class="small">{say.noActivity}</p> : null}
      <ul class="timeline">
        {activity.map((entry) => (
          <li key={entry.id}>
            {auditSentence(shell.language, entry)}
            <small>
              {moment(shell.language, entry.at)}
              {entry.actor_name && entry.actor_id !== account.id ? ` · ${entry.actor_name}` : ''}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
