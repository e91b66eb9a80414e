// Looks at the portal when it is time; on one node at a time (run-jobs).
import type { Deps } from '../deps.ts'
import { limits } from '../limits.ts'
import { readClock } from '@motcua/db/clock.ts'
import { pauseAfter } from '../records/portal-watch/pace.ts'
import { insertLook, listLooks } from '../records/portal-watch/store.ts'

/** True where it looked. */
export async function probePortal(deps: Deps): Promise<boolean> {
  const recent = await listLooks(deps.db, limits.watch.silent)
  const now = (await readClock(deps.db)).getTime() / 1000
  const last = recent.at(-1)
  // The jobs wake every second: a look half a second early keeps the pace.
  if (last && now - last.at < pauseAfter(recent, deps.config.WATCH_EVERY) - 0.5) return false
  const started = performance.now()
  const results = await deps.lookAtPortal()
  await insertLook(deps.db, results, Math.round(performance.now() - started))
  for (const { kind, error, ms } of results)
    if (error) deps.log.warn({ event: 'probe-failed', kind, error, ms }, 'probe-failed')
  return true
}
