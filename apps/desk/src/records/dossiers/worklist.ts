// The worklist: one agency's dossiers by who holds them, how they stand, and what was searched; with counts.
import { all, type Db, one, sql } from '@motcua/db/query.ts'
import { searchable } from './searchable.ts'
import { finalStatuses, runningStatuses, status, type Status } from './status.ts'
import { type Dossier, withProcedure } from './store.ts'

export const views = ['open', 'soon', 'overdue', 'supplement', 'results', 'online', 'closed'] as const
export type View = (typeof views)[number]

/** `soonUntil`: due before this instant is due soon. `personal`: ID or phone numbers, whole; any of them. */
export type Filter = {
  agency: string
  sub: string
  of: 'mine' | 'agency'
  view: View
  soonUntil: Date
  status?: Status | undefined
  text?: string | undefined
  personal?: readonly string[] | undefined
}

export const pageSize = 20

const among = (list: readonly Status[]) => sql`d.status in (${sql.raw(list.join(', '))})`
const isOpen = sql`not ${among(finalStatuses)}`
const isRunning = among(runningStatuses)
const is = (single: Status) => sql`d.status = ${sql.lit(single)}`
const isOverdue = sql`(${isRunning} and d.due_at < clock_now())`
const isSoon = (until: Date) => sql`(${isRunning} and d.due_at >= clock_now() and d.due_at <= ${until})`

function viewed({ view, soonUntil }: Filter) {
  const conditions = {
    open: isOpen,
    soon: isSoon(soonUntil),
    overdue: isOverdue,
    supplement: is(status.supplement),
    results: is(status.finished),
    online: is(status.registered),
    closed: among(finalStatuses),
  }
  return conditions[view]
}

const inScope = ({ agency, sub, of }: Pick<Filter, 'agency' | 'sub' | 'of'>) =>
  of === 'mine' ? sql`d.agency_code = ${agency} and d.holder_sub = ${sub}` : sql`d.agency_code = ${agency}`

/** A search looks through open and closed ones alike, so it goes before the view. */
function matching(filter: Filter) {
  const { text, personal } = filter
  const parts = [inScope(filter)]
  if (personal) {
    const any = sql`any (${[...personal]}::text[])`
    parts.push(sql`(d.applicant_id_number = ${any} or d.applicant_phone = ${any})`)
  }
  if (text) parts.push(sql`d.search like ${`%${searchable(text).replace(/[\\%_]/g, '\\$&')}%`}`)
  if (filter.status) parts.push(sql`d.status = ${filter.status}::int2`)
  const isSearch = personal ?? text ?? filter.status
  if (!isSearch || filter.view !== 'open') parts.push(viewed(filter))
  return sql.join(parts, sql` and `)
}

export type ListedDossier = Dossier & { found: number }

/** One page of them, the most urgent first; `found` counts all pages. */
export const listDossiers = (db: Db, filter: Filter, page: number) =>
  all(
    db,
    sql<ListedDossier>`select l.*, count(*) over ()::int4 as found from (${withProcedure} where ${matching(filter)}) l
      order by l.closed_at desc nulls first, l.due_at nulls last, l.created_at
      limit ${pageSize} offset ${(page - 1) * pageSize}`,
  )

/** `mine`, `agency`, `results` stand in the menu; `views` on the tabs of a scope. */
export type Counts = { mine: number; agency: number; results: number; views: Record<View, number> }

/** What the tabs of a scope and the menu show, in one statement. */
export const countDossiers = (db: Db, filter: Pick<Filter, 'agency' | 'sub' | 'of' | 'soonUntil'>): Promise<Counts> => {
  const scope = inScope(filter)
  return one(
    db,
    sql<Counts>`select
      count(*) filter (where ${isOpen} and d.holder_sub = ${filter.sub})::int4 as mine,
      count(*) filter (where ${isOpen})::int4 as agency,
      count(*) filter (where ${is(status.finished)})::int4 as results,
      json_build_object(
        'open', count(*) filter (where ${isOpen} and ${scope}),
        'soon', count(*) filter (where ${isSoon(filter.soonUntil)} and ${scope}),
        'overdue', count(*) filter (where ${isOverdue} and ${scope}),
        'supplement', count(*) filter (where ${is(status.supplement)} and ${scope}),
        'results', count(*) filter (where ${is(status.finished)} and ${scope}),
        'online', count(*) filter (where ${is(status.registered)} and ${scope}),
        'closed', count(*) filter (where ${among(finalStatuses)} and ${scope})) as views
      from dossiers d where d.agency_code = ${filter.agency}`,
  )
}
