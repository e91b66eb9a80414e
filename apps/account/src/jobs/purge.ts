// Removes what expired and decides nothing any more, in small steps, off everybody's path.
import { type Db, run, sql } from '@motcua/db/query.ts'
import type { Deps } from '../deps.ts'
import { purgeRecords } from '../provider/storage.ts'
import { purgeLimits } from '../records/limits/store.ts'

const step = 1000

export async function purge(deps: Deps): Promise<void> {
  await purgeRecords(deps.db, step)
  await purgeLimits(deps.db)
  for (const table of ['used_captchas', 'resets', 'attempts'] as const) await purgeTable(deps.db, table)
}

// An attempt is kept for a day after its end, so that a late page still finds out what became of it.
const purgeTable = (db: Db, table: 'used_captchas' | 'resets' | 'attempts') =>
  run(
    db,
    sql`delete from ${sql.table(table)} where ctid in (select ctid from ${sql.table(table)}
      where expires_at < clock_now() - interval '1 day' limit ${step})`,
  )
