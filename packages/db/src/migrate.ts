// Runs an app's migrations: forward only, one lock, the same SQL on both engines.
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { clockMigration } from './clock.ts'

/** A migration from single statements (the embedded engine takes one statement a query). */
export function migration(...statements: string[]): Migration {
  return {
    up: async (db) => {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}

/** Brings the database to the newest state; names sort in order. Returns how many ran. Throws on the first failure. */
export async function migrate<T>(db: Kysely<T>, migrations: Record<string, Migration>): Promise<number> {
  const all = { '0000-clock': clockMigration, ...migrations }
  const migrator = new Migrator({ db, provider: { getMigrations: async () => all } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw error
  return results.length
}
