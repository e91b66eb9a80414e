// After a restore from a backup: states of trips that were used are unused again, and sessions that ended are alive.
import { type Db, inTransaction, run, sql } from '@motcua/db/query.ts'

/** Gives how many sessions ended. A trip under way is too old when its browser's session is asked for anew. */
export const endEverySession = (db: Db): Promise<number> =>
  inTransaction(db, async (tx) => {
    await run(tx, sql`set local statement_timeout = 0`)
    return run(
      tx,
      sql`update sessions set ended_at = clock_now(), end_reason = 'replaced', id_token = '' where ended_at is null`,
    )
  })
