// The newest link of the ledger that a node has seen. A database that does not know it any more has gone back in time.
import { type Db, first, sql } from '@motcua/db/query.ts'

export type LedgerMark = { number: number; hash: string; at: string }

/** Undefined where nothing was sealed yet. `at`: the database's time now, ISO. */
export async function readMark(db: Db): Promise<LedgerMark | undefined> {
  const row = await first(
    db,
    sql<{
      number: number
      hash: string
      at: Date
    }>`select number, hash, clock_now() as at from audit_ledger order by number desc limit 1`,
  )
  return row && { ...row, at: row.at.toISOString() }
}

/** True where the link is still there, or the database was restored after it was seen and what came alive was ended. */
export const isKnownMark = async (db: Db, mark: LedgerMark): Promise<boolean> =>
  (await first(
    db,
    sql`select 1 where exists (select 1 from audit_ledger where number = ${mark.number} and hash = ${mark.hash})
      or exists (select 1 from restores where restored_at > ${mark.at}::timestamptz)`,
  )) !== undefined
