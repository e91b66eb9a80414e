// Is the history of the doors one line? The rows and the audit are read as they are and played against rules written here anew: nothing of
// the service's own code judges it.
import type { Query } from '../database.ts'

type Period = {
  id: string
  scope: string
  /** Agency codes, in order; empty for everyone. */
  targets: string[]
  opened_by: string | null
  policy_id: string | null
  opened_at: Date
  until: Date
  closed_at: Date | null
  closed_by: string | null
  close_reason: string | null
}
type Event = {
  id: string
  event: string
  actor_id: string | null
  period_id: string
  detail: { extends?: boolean; via?: string; name?: string; reason?: string }
}

export type History = { periods: number; automatic: number; closings: number; faults: string[] }

const minute = 60_000
// The end is reckoned a moment after the beginning, in the same statement.
const rules = { gap: 60 * minute, most: 480 * minute + 100, first: 60 * minute + 100 }

export async function readHistory(query: Query): Promise<History> {
  const { rows: periods } = await query<Period>(
    `select p.*, array(select agency_code from standby_scopes s where s.period_id = p.id order by 1) as targets
      from standby_periods p where kind = 'outage' order by opened_at, id`,
  )
  const { rows: events } = await query<Event>(
    `select id, event, actor_id, period_id, detail from audit_events where event in ('standby-opened', 'standby-closed', 'standby-expired')`,
  )
  return {
    periods: periods.length,
    automatic: periods.filter((one) => one.policy_id !== null).length,
    closings: periods.filter((one) => one.closed_at !== null).length,
    faults: [...eventFaults(periods, events), ...openingFaults(periods, events), ...closingFaults(periods)],
  }
}

/** Every transition is told once, by whom and why. */
function eventFaults(periods: readonly Period[], events: readonly Event[]): string[] {
  const faults: string[] = []
  const of = (id: string, ...names: string[]) =>
    events.filter((one) => one.period_id === id && names.includes(one.event))
  for (const period of periods) {
    const [opened, ...more] = of(period.id, 'standby-opened')
    if (!opened || more.length > 0) faults.push(`${period.id}: ${more.length + (opened ? 1 : 0)} rows tell its opening`)
    else if (opened.actor_id !== period.opened_by || !opened.detail.name || !opened.detail.reason)
      faults.push(`${period.id}: its opening does not say by whom and why`)
    const ends = of(period.id, 'standby-closed', 'standby-expired')
    if (ends.length !== (period.closed_at ? 1 : 0)) faults.push(`${period.id}: ${ends.length} rows tell its end`)
    if (ends[0]?.event === 'standby-closed' && ends[0].actor_id !== period.closed_by)
      faults.push(`${period.id}: the audit names another who closed it`)
  }
  const known = new Set(periods.map(({ id }) => id))
  return [
    ...faults,
    ...events.filter((one) => !known.has(one.period_id)).map((one) => `${one.id}: tells of a period that is not there`),
  ]
}

/** In the order of their openings: who may, for how long, and that an opening over another one says that it extends. */
function openingFaults(periods: readonly Period[], events: readonly Event[]): string[] {
  const faults: string[] = []
  const openings = new Map(events.filter((one) => one.event === 'standby-opened').map((one) => [one.period_id, one]))
  for (const [index, period] of periods.entries()) {
    const at = period.opened_at.getTime()
    const before = periods.slice(0, index).filter((one) => overlaps(one, period))
    const recent = before.filter((one) => endOf(one) > at - rules.gap)
    const extendsSomething = openings.get(period.id)?.detail.extends === true
    if (extendsSomething !== recent.length > 0)
      faults.push(
        `${period.id}: says ${extendsSomething ? 'it extends' : 'it is new'}, and ${recent.length} were open lately`,
      )
    if (!extendsSomething && period.until.getTime() - at > rules.first)
      faults.push(`${period.id}: opened for more than an hour`)
    if (period.until.getTime() - chainStart(before, at) > rules.most)
      faults.push(`${period.id}: open for more than eight hours in all`)
    if (period.policy_id === null && lacksSecondPerson(recent, period))
      faults.push(`${period.id}: extended by the one who opened it`)
    if (
      period.policy_id !== null &&
      before.some((one) => endOf(one) > at && isSameScope(one, period) && one.policy_id !== period.policy_id)
    )
      faults.push(`${period.id}: opened by itself over a door that was open for the same people`)
  }
  return faults
}

/** A closing by hand ends every open period of that scope at the same moment: one that is left open was opened later. */
function closingFaults(periods: readonly Period[]): string[] {
  return periods.flatMap((closed) => {
    const at = closed.closed_at?.getTime()
    if (!at || !closed.closed_by) return []
    const left = periods.filter(
      (one) => isSameScope(one, closed) && one.opened_at.getTime() < at && endOf(one) > at && one.id !== closed.id,
    )
    return left.map((one) => `${one.id}: was left open when ${closed.id} was closed`)
  })
}

/** When it stopped letting anybody in. */
const endOf = ({ closed_at: closed, until }: Period): number =>
  Math.min(closed?.getTime() ?? Number.POSITIVE_INFINITY, until.getTime())

const isSameScope = (one: Period, other: Period) =>
  one.scope === other.scope && one.targets.join() === other.targets.join()

/** The race's agencies have none above them, so that equal codes are the only way to have somebody in common. */
const overlaps = (one: Period, other: Period): boolean =>
  one.scope === 'everyone' || other.scope === 'everyone' || one.targets.some((code) => other.targets.includes(code))

function chainStart(before: readonly Period[], at: number): number {
  let start = at
  for (const one of before.toSorted((a, b) => endOf(b) - endOf(a))) {
    if (endOf(one) > start - rules.gap) start = Math.min(start, one.opened_at.getTime())
  }
  return start
}

/** Whoever opened something that is open, or was lately, needs somebody else's opening of the same scope in between. */
const lacksSecondPerson = (recent: readonly Period[], period: Period): boolean =>
  recent.some(
    (mine) =>
      mine.opened_by === period.opened_by &&
      !recent.some(
        (other) => other.opened_by !== mine.opened_by && other.opened_at > mine.opened_at && isSameScope(mine, other),
      ),
  )

/** Rows that are committed and not numbered, and gaps in the numbers: both must be nothing. */
export async function readLedger(query: Query): Promise<{ rows: number; unsealed: number; gaps: number }> {
  const { rows } = await query<{ rows: number; unsealed: number; gaps: number }>(
    `select (select count(*)::int from audit_events) as rows,
      (select count(*)::int from audit_events e where not exists (select 1 from audit_ledger l where l.event_id = e.id)) as unsealed,
      (select coalesce(max(number), 0)::int - count(*)::int from audit_ledger) as gaps`,
  )
  return rows[0]!
}
