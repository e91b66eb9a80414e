// The audit: filters, then a row for each event with its place in the ledger.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { inLanguage } from '@motcua/ui/shell.ts'
import { auditEvents } from '../../../records/audit/events.ts'
import type { AuditEntry, AuditFilter } from '../../../records/audit/read-audit.ts'
import { eventNames } from '../../../web/messages/events.ts'
import { clockSeconds, day as dayText } from '../../../web/times.ts'
import { ConsoleFrame } from '../console-frame.tsx'
import type { FrameState } from '../frame-state.ts'
import { words as shared } from '../messages.ts'
import { type PageOfList, Pages } from '../../../web/paging.tsx'
import { words } from './messages.ts'
import { auditDoors, filterQuery } from './read-filter.ts'
import { auditSentence } from './sentences.ts'

export type AuditProps = {
  frame: FrameState
  filter: AuditFilter
  /** The name of the person filtered by. */
  personName: string | null
  entries: readonly AuditEntry[]
  paging: PageOfList
  typed?: string | undefined
  error?: string | undefined
}

export function Audit(props: AuditProps) {
  const { frame, filter } = props
  const { shell } = frame
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/console/audit')
  return (
    <ConsoleFrame frame={frame} current="audit" title={say.title} action={<Export {...props} />}>
      <Filters {...props} path={path} />
      <PersonForm {...props} path={path} />
      <section class="sheet">
        <p class="small">{say.intro}</p>
        <Entries {...props} />
        <Pages shell={shell} {...props.paging} path={path} query={filterQuery(filter)} />
      </section>
    </ConsoleFrame>
  )
}

function Export({ frame, filter }: AuditProps) {
  const query = new URLSearchParams(filterQuery(filter)).toString()
  return (
    <a
      class="button second small"
      href={inLanguage(frame.shell.language, `/console/audit/export${query ? `?${query}` : ''}`)}
    >
      {shared[frame.shell.language].download}
    </a>
  )
}

type WithPath = AuditProps & { path: string }

function Filters({ frame, filter, path }: WithPath) {
  const { language } = frame.shell
  const say = words[language]
  return (
    <form method="get" action={path} class="filters">
      {filter.person ? <input type="hidden" name="person" value={filter.person} /> : null}
      <select name="event" aria-label={say.event}>
        <option value="">{say.anyEvent}</option>
        {auditEvents.map((event) => (
          <option key={event} value={event} selected={event === filter.event}>
            {eventNames[language][event]}
          </option>
        ))}
      </select>
      <select name="door" aria-label={say.door}>
        <option value="">{say.anyDoor}</option>
        {auditDoors.map((door) => (
          <option key={door} value={door} selected={door === filter.door}>
            {say.doors[door]}
          </option>
        ))}
      </select>
      <input type="date" name="day" aria-label={say.day} value={filter.day ?? ''} class="short" />
      <button class="button small" type="submit">
        {say.filter}
      </button>
    </form>
  )
}

function PersonForm({ frame, filter, personName, path, typed, error }: WithPath) {
  const { shell } = frame
  const say = words[shell.language]
  const { person: _person, ...others } = filterQuery(filter)
  if (filter.person) {
    return (
      <p>
        {say.ofPerson(personName ?? filter.person)}{' '}
        <a href={`${path}?${new URLSearchParams(others)}`}>{say.everybody}</a>
      </p>
    )
  }
  return (
    <Form shell={shell} action={path} class="find-person">
      <ErrorSummary shell={shell} errors={{ person: error }} />
      {Object.entries(others).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field name="person" label={say.person} value={typed} error={error} maxlength={40} />
      <button class="button second" type="submit">
        {say.find}
      </button>
      <small>{say.personHint}</small>
    </Form>
  )
}

function Entries({ frame, entries }: AuditProps) {
  const { language } = frame.shell
  const say = words[language]
  if (entries.length === 0) {
    return (
      <div class="empty">
        <strong>{say.empty}</strong>
        {say.emptyText}
      </div>
    )
  }
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.when}</th>
          <th>{say.what}</th>
          <th>{say.who}</th>
          <th>{say.from}</th>
          <th>{say.ledger}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td class="who-cell">
              {clockSeconds(language, entry.at)}
              <small>{dayText(language, entry.at)}</small>
            </td>
            <td>{auditSentence(language, entry)}</td>
            <td class="who-cell">
              <Who frame={frame} entry={entry} />
            </td>
            <td class="who-cell">
              {entry.door ? (say.doors as Record<string, string>)[entry.door] : ''}
              <small>{entry.address}</small>
            </td>
            <td class="who-cell">
              {entry.number === null ? <small>{say.unsealed}</small> : entry.number}
              <small class="hash">{entry.hash?.slice(0, 12)}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Who({ frame, entry }: { frame: FrameState; entry: AuditEntry }) {
  const { language } = frame.shell
  const say = words[language]
  const link = (id: string, name: string) => <a href={inLanguage(language, `/console/audit?person=${id}`)}>{name}</a>
  const emergency = entry.detail['name']
  const actor = entry.actor_name ?? (entry.event === 'break-glass' && typeof emergency === 'string' ? emergency : null)
  return (
    <>
      {entry.account_id ? link(entry.account_id, entry.account_name ?? '–') : null}
      {actor && entry.actor_id !== entry.account_id ? <small>{say.by(actor)}</small> : null}
    </>
  )
}
