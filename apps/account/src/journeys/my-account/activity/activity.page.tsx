// The list of what happened to my account: when, what, through which door, from where.
import { inLanguage } from '@motcua/ui/shell.ts'
import type { AuditEntry } from '../../../records/audit/read-audit.ts'
import { moment } from '../../../web/times.ts'
import type { FrameState } from '../frame-state.ts'
import { maskAddress } from '../mask-address.ts'
import { words as shared } from '../messages.ts'
import { MyAccountFrame } from '../my-account-frame.tsx'
import { words } from './messages.ts'

type ActivityProps = { frame: FrameState; entries: readonly AuditEntry[]; page: number; hasMore: boolean }

export function Activity({ frame, entries, page, hasMore }: ActivityProps) {
  const { shell } = frame
  const say = words[shell.language]
  return (
    <MyAccountFrame frame={frame} current="activity" title={say.title}>
      <p>{say.intro}</p>
      <section class="sheet">
        {entries.length > 0 ? <Entries frame={frame} entries={entries} /> : <Empty frame={frame} />}
      </section>
      <Pages frame={frame} page={page} hasMore={hasMore} />
    </MyAccountFrame>
  )
}

function Empty({ frame }: { frame: FrameState }) {
  const say = words[frame.shell.language]
  return (
    <div class="empty">
      <strong>{say.empty}</strong>
      {say.emptyText}
    </div>
  )
}

function Entries({ frame, entries }: Pick<ActivityProps, 'frame' | 'entries'>) {
  const say = words[frame.shell.language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.when}</th>
          <th>{say.what}</th>
          <th>{say.door}</th>
          <th>{say.from}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Entry key={entry.id} frame={frame} entry={entry} />
        ))}
      </tbody>
    </table>
  )
}

function Entry({ frame: { shell, person }, entry }: { frame: FrameState; entry: AuditEntry }) {
  const say = words[shell.language]
  const doors: Record<string, string> = shared[shell.language].doors
  const ends = typeof entry.detail['ends'] === 'string' ? say.endsWith(entry.detail['ends']) : undefined
  const other = entry.actor_name && entry.actor_id !== person.account.id ? say.byOther(entry.actor_name) : undefined
  const whom =
    entry.account_name && entry.account_id !== person.account.id ? say.forOther(entry.account_name) : undefined
  return (
    <tr>
      <td>{moment(shell.language, entry.at)}</td>
      <td class="who-cell">
        <b>{say.events[entry.event]}</b>
        <small>{[ends, other, whom].filter(Boolean).join(' · ')}</small>
      </td>
      <td>{entry.door ? doors[entry.door] : ''}</td>
      <td>{entry.address ? maskAddress(entry.address) : ''}</td>
    </tr>
  )
}

function Pages({ frame: { shell }, page, hasMore }: Omit<ActivityProps, 'entries'>) {
  const say = words[shell.language]
  const path = inLanguage(shell.language, '/my-account/activity')
  if (page === 1 && !hasMore) return null
  return (
    <nav class="pages" aria-label={say.pages}>
      {page > 1 ? <a href={`${path}?page=${page - 1}`}>{say.newer}</a> : <span />}
      <small>{say.page(page)}</small>
      {hasMore ? <a href={`${path}?page=${page + 1}`}>{say.older}</a> : <span />}
    </nav>
  )
}
