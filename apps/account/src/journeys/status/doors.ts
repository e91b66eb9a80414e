// Which door works now: the verdict on the portal, and whether the standby door is open for anybody.
import { readClock } from '@motcua/db/clock.ts'
import type { Deps } from '../../deps.ts'
import type { Word } from '../../records/portal-watch/seen.ts'
import { currentVerdict } from '../../records/portal-watch/store.ts'
import { listOpenPeriods } from '../../records/standby/store.ts'

export type DoorsNow = { portal: Word; since: Date | null; standby: 'open' | 'closed'; until: Date | null; at: Date }

/** Drills are no outage: a door that is open for one is not told to everybody. */
export async function readDoorsNow({ db }: Deps): Promise<DoorsNow> {
  const { word: portal, since } = await currentVerdict(db)
  const open = (await listOpenPeriods(db)).filter(({ kind }) => kind === 'outage')
  const ends = open.map(({ until }) => until.getTime())
  const until = ends.length > 0 ? new Date(Math.max(...ends)) : null
  return { portal, since, standby: until ? 'open' : 'closed', until, at: await readClock(db) }
}
