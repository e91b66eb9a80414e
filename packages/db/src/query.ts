// Short words for running SQL that is written out: the stores of all apps use these.
import type { Kysely, QueryResult, RawBuilder } from 'kysely'
import { mayRetryWithin } from './away.ts'
import type { Travelling } from './pooled-connections.ts'

export { type RawBuilder, sql } from 'kysely'

/** A database or an open transaction. Stores write their SQL out, so the tables have no generated types. */
export type Db = Kysely<unknown>

/** All rows. */
export async function all<T>(db: Db, query: RawBuilder<T>): Promise<T[]> {
  return (await query.execute(db)).rows
}

/** The first row, or undefined. */
export async function first<T>(db: Db, query: RawBuilder<T>, how?: How): Promise<T | undefined> {
  return (await travel(db, query, how)).rows[0]
}

/** The one row that must be there (an insert's returning, an aggregate). Throws where it is not: that is a bug. */
export async function one<T>(db: Db, query: RawBuilder<T>, how?: How): Promise<T> {
  const row = await first(db, query, how)
  if (row === undefined) throw new Error('a statement that always gives a row gave none')
  return row
}

/** How many rows a statement changed. */
export async function run(db: Db, query: RawBuilder<unknown>, how?: How): Promise<number> {
  return Number((await travel(db, query, how)).numAffectedRows ?? 0)
}

/**
 * How a statement of a transaction travels: with those that come `before` it and whose answers nobody reads, and as the last one, behind which
 * the transaction is committed whatever it answers. All of it is one round to the server.
 */
export type How = { before?: readonly RawBuilder<unknown>[]; isLast?: boolean }

function travel<T>(db: Db, query: RawBuilder<T>, { before = [], isLast = false }: How = {}): Promise<QueryResult<T>> {
  const round: Travelling = { ...query.compile(db), before: before.map((each) => each.compile(db)), isLast }
  return db.executeQuery(round)
}

const triesMost = 3

/**
 * One transaction around `work`; a thrown error rolls back, a returned refusal commits. `work` may run again where nothing of it can have
 * stayed: it touches the database only, and what goes out goes by an outbox.
 */
export async function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  const began = performance.now()
  for (let count = 1; ; count += 1) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (count >= triesMost || performance.now() - began >= mayRetryWithin(error)) throw error
    }
  }
}
