// What runs by itself: the purge, on one node at a time.
import { randomUUID } from 'node:crypto'
import { holdLease, leaveLeases } from '@motcua/db/lease.ts'
import { repeat } from '@motcua/web/repeat.ts'
import type { Deps } from '../deps.ts'
import { purge } from './purge.ts'

const every = 60 * 1000
const leaseSeconds = 2 * 60

/** Gives the function that ends it, after the step under way. */
export function runJobs(deps: Pick<Deps, 'db' | 'log'>): () => Promise<void> {
  const holder = randomUUID()
  let isStopping = false
  const cleaner = repeat(deps.log, every, async () => {
    if (await holdLease(deps.db, 'cleaner', holder, leaseSeconds)) await purge(deps, { isStopping: () => isStopping })
  })
  return async () => {
    isStopping = true
    await cleaner.stop()
    await leaveLeases(deps.db, holder).catch(() => {})
  }
}
