// Statements that PostgreSQL parses and plans once per connection instead of at every call: each text gets a name.
import type { Duplex } from 'node:stream'
import type { PostgresPool } from 'kysely'
import type pg from 'pg'
import { DatabaseAway, isDatabaseAway, noteUnsure } from './away.ts'
import type { Pulse } from './pulse.ts'

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

// Their answer says nothing, so they wait and travel with the next question: a round less each (decision 0015).
const travelsAlong = /^(begin$|select pg_advisory_xact_lock\()/

type Question = { name: string | undefined; text: string; values: unknown[] }

/** All in one write. The first that fails tells why; the others then fail of it. */
async function askTogether(client: pg.PoolClient, questions: readonly Question[]): Promise<unknown> {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
  stream.cork()
  const answers = questions.map((question) => client.query(question))
  stream.uncork()
  for (const answer of answers) answer.catch(() => {})
  let last: unknown
  for (const answer of answers) last = await answer
  return last
}

/** Milliseconds that a caller waits for a database that has just gone away. */
const waitMost = 1000

/** The pool as the query layer sees it: nothing is asked of a database that is away. */
export const namedStatements = (
  pool: pg.Pool,
  pulse: Pick<Pulse, 'untilThere' | 'onceAway' | 'noteAnswer'>,
): PostgresPool => {
  const canPipeline = pool.options.pipeline === true
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      if (!(await pulse.untilThere(waitMost))) throw new DatabaseAway('the database is away')
      const client = await turnAt(pool, pulse)
      // A commit without an answer, and every error after it on this connection: the rollback's takes the commit's place.
      let isUnsure = false
      let waiting: Question[] = []
      const ask = async (text: string, values: unknown[]) => {
        const question = { name: nameOf(text), text, values }
        if (canPipeline && travelsAlong.test(text)) {
          waiting.push(question)
          return { rows: [] }
        }
        const along = waiting
        waiting = []
        try {
          const answer = await (along.length ? askTogether(client, [...along, question]) : client.query(question))
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
  } as unknown as PostgresPool
}

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
