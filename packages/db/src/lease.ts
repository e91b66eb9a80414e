// Leases: which node does the work that one node at a time does. Each app has a table of its own for them.
import { type Db, first, run, sql } from './query.ts'

/** True while `holder` has the lease; it is taken over when it ran out. */
export const holdLease = async (db: Db, name: string, holder: string, seconds: number): Promise<boolean> =>
  (await first(
    db,
    sql`insert into leases as l (name, holder, until) values (${name}, ${holder}, clock_now() + ${seconds} * interval '1 second')
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where l.holder = excluded.holder or l.until <= clock_now() returning name`,
  )) !== undefined

/**
 * `holdLease` for what one process does again and again: written again only when a third of its time is over, so that a lease asked for
 * each second costs a write each few seconds.
 */
export function leaseHolder(db: Db, holder: string): (name: string, seconds: number) => Promise<boolean> {
  const freshUntil = new Map<string, number>()
  return async (name, seconds) => {
    const asked = performance.now()
    if (asked < (freshUntil.get(name) ?? 0)) return true
    const isHeld = await holdLease(db, name, holder, seconds)
    freshUntil.set(name, isHeld ? asked + (seconds * 1000) / 3 : 0)
    return isHeld
  }
}

/** At a graceful end: another node takes the work over at once. */
export const leaveLeases = (db: Db, holder: string) => run(db, sql`delete from leases where holder = ${holder}`)
