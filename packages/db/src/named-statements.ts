// Statements that PostgreSQL parses and plans once per connection instead of at every call: each text gets a name.
import type { PostgresPool } from 'kysely'
import type pg from 'pg'
import { DatabaseAway, isDatabaseAway, noteUnsure } from './away.ts'
import type { Pulse } from './pulse.ts'

// Texts are written in the code, so they are few; lists of changing length make new ones, which stay nameless beyond this.
const namesMost = 1000
const names = new Map<string, string>()

// Words of a transaction have no plan. A star that is itself the answer would be refused after a migration that adds a column; one inside only
// finds more than it needs, and the answer stays as it was.
const sentAsItIs = /^(begin|commit|rollback|savepoint)|^\s*select \*|\)\s*select \*|\breturning \*\s*$/i

/** The same text has the same name everywhere; undefined where it goes without. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= namesMost || sentAsItIs.test(text)) return known
  const name = `motcua_${names.size}`
  names.set(text, name)
  return name
}

/** Milliseconds that a caller waits for a database that has just gone away. */
const waitMost = 1000

/** The pool as the query layer sees it: nothing is asked of a database that is away. */
export const namedStatements = (
  pool: pg.Pool,
  pulse: Pick<Pulse, 'untilThere' | 'onceAway' | 'noteAnswer'>,
): PostgresPool =>
  ({
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      if (!(await pulse.untilThere(waitMost))) throw new DatabaseAway('the database is away')
      const client = await turnAt(pool, pulse)
      // A commit without an answer, and every error after it on this connection: the rollback's takes the commit's place.
      let isUnsure = false
      const ask = async (text: string, values: unknown[]) => {
        try {
          const answer = await client.query({ name: nameOf(text), text, values })
          pulse.noteAnswer()
          return answer
        } catch (error) {
          const isAway = isDatabaseAway(error)
          if (!isAway) pulse.noteAnswer()
          if (text === 'commit' && isAway) isUnsure = true
          if (isUnsure && error instanceof Error) noteUnsure(error)
          throw error
        }
      }
      return {
        query: ask,
        release: (destroy?: boolean) => client.release(destroy),
      }
    },
  }) as unknown as PostgresPool

/** A connection when one is free. Whoever stands in line when the database goes away is told at once. */
async function turnAt(pool: pg.Pool, pulse: Pick<Pulse, 'onceAway'>): Promise<pg.PoolClient> {
  const turn = pool.connect()
  let forget = () => {}
  const gone = new Promise<never>((_resolve, reject) => {
    forget = pulse.onceAway(() => reject(new DatabaseAway('the database went away')))
  })
  try {
    return await Promise.race([turn, gone])
  } catch (error) {
    turn.then((client) => client.release()).catch(() => {})
    throw error
  } finally {
    forget()
  }
}
