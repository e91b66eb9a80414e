// Open periods as people see them: one door for each scope, however often it was extended. Drills have pages of their own.
import type { Db } from '@motcua/db/query.ts'
import { type CoveredName, listCovered, listOpenPeriods, type Period } from '../../../records/standby/store.ts'

/** An administrator by name; else what an agreed policy did, or the emergency command where there is none. */
export type Doer = { name: string | null; policyId: string | null }

export type Door = {
  /** The newest of its periods: what is extended or closed. */
  id: string
  /** Every open period of this scope. */
  ids: string[]
  scope: Period['scope']
  names: CoveredName[]
  reason: string
  /** Who opened it first, and who extended it last. */
  openedBy: Doer
  extendedBy: Doer
  isExtended: boolean
  openedAt: Date
  until: Date
  now: Date
}

export async function readDoors(db: Db): Promise<Door[]> {
  const periods = (await listOpenPeriods(db)).filter(({ kind }) => kind === 'outage')
  const names = await listCovered(
    db,
    periods.map((period) => period.id),
  )
  const groups = new Map<string, Period[]>()
  for (const period of periods) {
    const covered = names.filter((name) => name.period_id === period.id).map((name) => name.name_vi)
    const key = [period.scope, ...covered].join('|')
    groups.set(key, [...(groups.get(key) ?? []), period])
  }
  return [...groups.values()].map((group) => doorOf(group, names))
}

function doorOf(group: readonly Period[], names: readonly CoveredName[]): Door {
  const [first, last] = [group[0], group.at(-1)]
  if (!first || !last) throw new Error('a group of periods is never empty')
  return {
    id: last.id,
    ids: group.map((period) => period.id),
    scope: last.scope,
    names: names.filter((name) => name.period_id === last.id),
    reason: last.reason,
    openedBy: openerOf(first),
    extendedBy: openerOf(last),
    isExtended: group.length > 1,
    openedAt: first.opened_at,
    until: new Date(Math.max(...group.map((period) => period.until.getTime()))),
    now: last.now,
  }
}

const openerOf = ({ opened_by_name: name, policy_id: policyId }: Period): Doer => ({ name, policyId })
