// Runs an app's migrations: forward only, one lock, the same SQL on both engines.
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { clockMigrations } from './clock.ts'

/** A migration from single statements (the embedded engine takes one statement a query). */
export function migration(...statements: string[]): Migration {
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}

/**
 * Brings the database to the newest state, one node at a time, however long it takes. Migrations of a newer version stay: during a rolling
 * restart nodes of the version before start on its tables too. Returns how many ran. Throws on the first failure.
 */
export async function migrate<T>(db: Kysely<T>, migrations: Migrations): Promise<number> {
  return db.connection().execute(async (one) => {
    await sql`set statement_timeout = 0`.execute(one)
    try {
      return await migrateOn(one, migrations)
    } finally {
      await sql`reset statement_timeout`.execute(one)
    }
  })
}

export type Migrations = Readonly<Record<string, Migration>>

async function migrateOn<T>(db: Kysely<T>, migrations: Migrations): Promise<number> {
  const ours = { ...clockMigrations, ...migrations }
  const known = await doneMigrations(db)
  const newer = Object.fromEntries(known.filter((name) => !(name in ours)).map((name) => [name, nothing]))
  const provider = { getMigrations: async () => ({ ...newer, ...ours }) }
  const { error, results = [] } = await new Migrator({ db, provider, allowUnorderedMigrations: true }).migrateToLatest()
  if (!error) return results.length
  // Another node of a newer version went ahead between the look and the lock.
  const isStale = (await doneMigrations(db)).length > known.length + results.length
  if (!isStale) throw error
  return migrateOn(db, migrations)
}

const nothing: Migration = { up: async () => {} }

async function doneMigrations<T>(db: Kysely<T>): Promise<string[]> {
  const { rows: found } = await sql<{
    there: boolean
  }>`select to_regclass('kysely_migration') is not null as there`.execute(db)
  if (!found[0]?.there) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** True where every migration of this version is done. */
export async function isMigrated<T>(db: Kysely<T>, migrations: Migrations): Promise<boolean> {
  const done = new Set(await doneMigrations(db))
  return Object.keys(migrations).every((name) => done.has(name))
}
