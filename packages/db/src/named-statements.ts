// Statements that PostgreSQL parses and plans once per connection instead of at every call: each text gets a name.
import type { PostgresPool } from 'kysely'
import type pg from 'pg'

// Texts are written in the code, so they are few; lists of changing length make new ones, which stay nameless beyond this.
const namesMost = 1000
const names = new Map<string, string>()

// Words of a transaction have no plan; a star's plan would outlive a migration that adds a column.
const sentAsItIs = /^(begin|commit|rollback|savepoint)|\b(select|returning) \*/i

/** The same text has the same name everywhere; undefined where it goes without. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= namesMost || sentAsItIs.test(text)) return known
  const name = `motcua_${names.size}`
  names.set(text, name)
  return name
}

/** The pool as the query layer sees it. */
export const namedStatements = (pool: pg.Pool): PostgresPool =>
  ({
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      return {
        query: (text: string, values: unknown[]) => client.query({ name: nameOf(text), text, values }),
        release: (destroy?: boolean) => client.release(destroy),
      }
    },
  }) as unknown as PostgresPool
