// What by itself goes away: sessions long over, states and logout tokens past their time, old drafts, counters.
import { type Pace, type PurgeStep, purgeInSteps, usualPace } from '@motcua/db/purge.ts'
import type { Deps } from '../deps.ts'
import { purgeDrafts } from '../records/drafts/store.ts'
import { purgeLookUps } from '../records/look-ups/store.ts'
import { purgeSessions } from '../records/sessions/store.ts'
import { purgeLogouts, purgeUsed } from '../records/sessions/used-once.ts'

const kinds = {
  sessions: purgeSessions,
  used: purgeUsed,
  logouts: purgeLogouts,
  drafts: purgeDrafts,
  counters: purgeLookUps,
} satisfies Record<string, PurgeStep>

/** Since this process began: for its metrics. */
export const purgedRows = new Map<string, number>()

/** One round, by one node at a time. Gives what it removed, kind by kind. */
export async function purge({ db, log }: Pick<Deps, 'db' | 'log'>, pace: Partial<Pace> = {}) {
  const purged = await purgeInSteps(db, kinds, { ...usualPace, ...pace })
  for (const [kind, { rows, steps }] of Object.entries(purged)) {
    log.info({ event: 'purged', kind, rows, steps }, 'purged')
    purgedRows.set(kind, (purgedRows.get(kind) ?? 0) + rows)
  }
  return purged
}
