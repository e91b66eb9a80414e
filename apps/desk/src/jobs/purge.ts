// What by itself goes away: sessions long over, states and logout tokens past their time, old drafts, counters.
import type { Deps } from '../deps.ts'
import { purgeDrafts } from '../records/drafts/store.ts'
import { purgeLookUps } from '../records/look-ups/store.ts'
import { purgeSessions } from '../records/sessions/store.ts'
import { purgeUsed } from '../records/sessions/used-once.ts'

const every = 10 * 60 * 1000

/** Safe on several nodes at once: a row goes once. Gives the function that ends it. */
export function runPurge(deps: Pick<Deps, 'db' | 'log'>): () => Promise<void> {
  let round = purge(deps)
  const timer = setInterval(() => {
    round = purge(deps)
  }, every)
  return async () => {
    clearInterval(timer)
    await round
  }
}

/** A database that is away is met again in the next round. */
export async function purge({ db, log }: Pick<Deps, 'db' | 'log'>): Promise<void> {
  try {
    await purgeSessions(db)
    await purgeUsed(db)
    await purgeDrafts(db)
    await purgeLookUps(db)
  } catch (error) {
    log.error({ event: 'purge-failed', error }, 'purge-failed')
  }
}
