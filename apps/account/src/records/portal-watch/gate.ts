// What the sign-in page tells everybody, and this browser, in one look.
import { type Db, one, sql } from '@motcua/db/query.ts'
import { helpOfBrowser, type OpenTrip, openTripOf } from '../portal-trips/store.ts'
import { type OpenUntil, openUntil } from '../standby/store.ts'
import type { Word } from './seen.ts'
import { wordNow } from './store.ts'

export type Gate = OpenUntil & {
  /** What is held of the portal. */
  portal: Word
  trip: OpenTrip | null
  /** Whom the people of this browser's agency call; null where it is not known or has no number of its own. */
  help: { phone: string; hours: string } | null
}

export const findGate = (db: Db, browser: string) =>
  one(
    db,
    sql<Gate>`select open.*, ${wordNow} as portal,
      (select to_jsonb(t) from (${openTripOf(browser)}) t) as trip, (select to_jsonb(h) from (${helpOfBrowser(browser)}) h) as help
      from (${openUntil}) open`,
  )
