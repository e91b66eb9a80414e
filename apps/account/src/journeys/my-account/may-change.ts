// May this session change how its person proves themself? Only with a proof of the last 5 minutes (F-C) …
import type { Deps } from '../../deps.ts'
import { findWays } from '../../records/factors/ways.ts'
import { isFresh, type Person } from '../../web/person.ts'

/**
 * … where there is something to take over. Before the first way is there is nothing to prove anew with either: the
 * session that came through the portal registers it (memo, section 1).
 */
export async function mayChangeFactors({ db }: Deps, { account, session }: Person): Promise<boolean> {
  return isFresh(session) || (await findWays(db, account.id)).usable.length === 0
}
