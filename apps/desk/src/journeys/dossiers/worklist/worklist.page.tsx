// The worklist: tabs with counts, one search box, a row a dossier; on a phone a row becomes a card.
import { Chip } from '@motcua/ui/chip.tsx'
import { Form } from '@motcua/ui/form.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { maskIdNumber } from '@motcua/web/mask.ts'
import { shortStatusNames, statuses, statusNames } from '../../../records/dossiers/status.ts'
import { type ListedDossier, pageSize, type View } from '../../../records/dossiers/worklist.ts'
import { DeskFrame } from '../../../web/desk-frame.tsx'
import { dueSaid, statusTone, todaySaid } from '../../../web/dossier-words.ts'
import type { Person } from '../../../web/person.ts'
import { words } from '../messages.ts'
import { holderSaid } from '../holder-said.ts'
import { type WorklistQuery, worklistPath } from './query.ts'
import type { Worklist } from './read-worklist.ts'

export type WorklistProps = {
  shell: Shell
  person: Person
  query: WorklistQuery
  list: Worklist
  /** The personal number that was searched, masked. */
  searched?: string | undefined
}

export function WorklistPage(props: WorklistProps) {
  const { shell, person, query, list } = props
  const say = words[shell.language]
  const title = query.of === 'mine' ? say.mine : query.view === 'results' ? say.results : say.agency
  return (
    <DeskFrame
      shell={shell}
      person={person}
      title={title}
      subtitle={`${person.agencyName[shell.language]} · ${todaySaid(shell.language, list.now)}`}
      current={menuItem(query)}
      counts={list.counts}
      action={person.rights.includes('receive') ? <ReceiveLink shell={shell} /> : undefined}
    >
      <Filters {...props} />
      <section class="sheet tight" aria-label={title}>
        {list.rows.length > 0 ? <Rows {...props} /> : <Empty {...props} />}
      </section>
      <Pages {...props} />
    </DeskFrame>
  )
}

/** The menu item that a filter belongs to. */
function menuItem({ of, view }: WorklistQuery): 'mine' | 'agency' | 'results' {
  if (of === 'mine') return 'mine'
  return view === 'results' ? 'results' : 'agency'
}

function ReceiveLink({ shell }: { shell: Shell }) {
  return (
    <a class="button" href={inLanguage(shell.language, '/dossiers/new')}>
      {words[shell.language].receiveAction}
    </a>
  )
}

const tabs: Record<WorklistQuery['of'], readonly View[]> = {
  mine: ['open', 'soon', 'overdue', 'supplement'],
  agency: ['open', 'online', 'soon', 'overdue', 'supplement', 'results', 'closed'],
}

function Filters({ shell, query, list }: WorklistProps) {
  const say = words[shell.language]
  return (
    <div class="filters">
      {tabs[query.of].map((view) => (
        <a
          key={view}
          class={view === query.view ? 'tab on' : 'tab'}
          aria-current={view === query.view ? 'true' : undefined}
          href={inLanguage(shell.language, worklistPath({ of: query.of, view }))}
        >
          {query.of === 'agency' && view === 'open' ? say.openAgency : say.views[view]} · {list.counts.views[view]}
        </a>
      ))}
      <Search shell={shell} query={query} />
    </div>
  )
}

function Search({ shell, query }: Pick<WorklistProps, 'shell' | 'query'>) {
  const say = words[shell.language]
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/dossiers/search')} class="search">
      <input type="hidden" name="of" value={query.of} />
      <input type="hidden" name="view" value={query.view} />
      <input
        type="search"
        name="q"
        value={query.q}
        maxLength={100}
        placeholder={say.searchHint}
        aria-label={say.search}
      />
      {query.of === 'agency' ? <StatusChoice shell={shell} query={query} /> : null}
      <button class="button second small" type="submit">
        {say.searchButton}
      </button>
    </Form>
  )
}

function StatusChoice({ shell, query }: Pick<WorklistProps, 'shell' | 'query'>) {
  const say = words[shell.language]
  return (
    <select name="status" aria-label={say.statusFilter}>
      <option value="">{say.anyStatus}</option>
      {statuses.map((status) => (
        <option key={status} value={String(status)} selected={status === query.status}>
          {statusNames[shell.language][status]}
        </option>
      ))}
    </select>
  )
}

function Rows({ shell, list, query, searched }: WorklistProps) {
  const say = words[shell.language]
  const found = list.rows[0]?.found ?? 0
  // In one's own list everybody knows who holds them.
  const isMine = query.of === 'mine' && !searched && !query.q
  return (
    <table class="cards worklist">
      {searched || query.q ? (
        <caption class="small">
          {searched ? say.foundPersonal(found, searched) : say.found(found, query.q)}{' '}
          <a href={inLanguage(shell.language, worklistPath({ of: query.of }))}>{say.clear}</a>
        </caption>
      ) : null}
      <thead>
        <tr>
          {[say.code, say.procedure, say.applicant, say.due, say.status, ...(isMine ? [] : [say.holder])].map(
            (heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {list.rows.map((dossier) => (
          <Row key={dossier.code} shell={shell} list={list} dossier={dossier} isMine={isMine} />
        ))}
      </tbody>
    </table>
  )
}

type RowProps = Pick<WorklistProps, 'shell' | 'list'> & { dossier: ListedDossier; isMine: boolean }

function Row({ shell, list, dossier, isMine }: RowProps) {
  const due = dueSaid(shell.language, list.calendar, dossier, list.now)
  const status = shortStatusNames[shell.language][dossier.status]
  return (
    <tr>
      <td class="pin">
        <a href={inLanguage(shell.language, `/dossiers/${dossier.code}`)}>{dossier.code}</a>
      </td>
      <td>{shell.language === 'vi' ? dossier.procedure_vi : dossier.procedure_en}</td>
      <td class="who-cell">
        {dossier.applicant_name}
        <small>{maskIdNumber(dossier.applicant_id_number)}</small>
      </td>
      <td>
        <Chip tone={due.tone}>{due.text}</Chip>
      </td>
      <td>
        <Chip tone={statusTone(dossier.status)}>{status}</Chip>
      </td>
      {isMine ? null : <td>{holderSaid(shell.language, dossier)}</td>}
    </tr>
  )
}

function Empty({ shell, query, searched }: WorklistProps) {
  const say = words[shell.language]
  const isSearch = searched ?? (query.q || query.status)
  return (
    <div class="empty">
      <strong>{say.empty}</strong>
      {isSearch ? say.emptySearch : query.of === 'mine' && query.view === 'open' ? say.emptyMine : null}
      {isSearch ? (
        <p>
          <a class="button second" href={inLanguage(shell.language, worklistPath({ of: query.of }))}>
            {say.clear}
          </a>
        </p>
      ) : null}
    </div>
  )
}

function Pages({ shell, query, list, searched }: WorklistProps) {
  const say = words[shell.language]
  const last = Math.ceil((list.rows[0]?.found ?? 0) / pageSize)
  if (last < 2 || searched) return null
  const link = (page: number) => inLanguage(shell.language, worklistPath({ ...query, page }))
  return (
    <nav class="pages" aria-label={say.page(query.page, last)}>
      {query.page > 1 ? (
        <a class="button second small" href={link(query.page - 1)}>
          {say.before}
        </a>
      ) : (
        <span />
      )}
      <span class="small">{say.page(query.page, last)}</span>
      {query.page < last ? (
        <a class="button second small" href={link(query.page + 1)}>
          {say.next}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
