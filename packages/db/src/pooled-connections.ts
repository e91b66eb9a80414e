// The pool as the query layer sees it: statements are named, BEGIN travels with the first of a transaction and COMMIT with the last where that
// is known, and nothing is asked of a database that is away.
import {
  AbortedTransactionError,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import { DatabaseAway, isDatabaseAway, noteUnsure } from './away.ts'
import type { Pulse } from './pulse.ts'
import { type Answer, askRound, type ParserOf, type Statement } from './round.ts'
import { nameOf } from './statement-names.ts'

/**
 * A statement and how it travels. `before`: those that must be done first and whose answers nobody reads. `isLast`: its transaction is
 * committed behind it, whatever it answers; nothing may follow.
 */
export type Travelling = CompiledQuery & { before?: readonly CompiledQuery[]; isLast?: boolean }

type Needs = {
  pool: pg.Pool
  pulse: Pick<Pulse, 'untilThere' | 'onceAway' | 'noteAnswer'>
  parserOf: ParserOf
  /** Something was sent. */
  onRound: () => void
}

/** Milliseconds that a caller waits for a database that has just gone away. */
const waitMost = 1000

export const pooledConnections = (needs: Needs): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driver(needs),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
})

const driver = (needs: Needs): Driver => ({
  init: async () => {},
  acquireConnection: async () => new Pooled(await turnAt(needs), needs),
  beginTransaction: async (connection) => (connection as Pooled).begin(),
  commitTransaction: async (connection) => (connection as Pooled).commit(),
  rollbackTransaction: async (connection) => (connection as Pooled).rollback(),
  releaseConnection: async (connection) => (connection as Pooled).release(),
  destroy: async () => needs.pool.end(),
})

/** Of the transaction: `asked` for and nothing sent yet, `open`, `over` with its last statement. */
type Stage = 'none' | 'asked' | 'open' | 'over'
const words = { begin: word('begin'), commit: word('commit'), rollback: word('rollback') }

function word(text: string): Statement {
  return { name: nameOf(text), text }
}

/** One connection while somebody has it. */
class Pooled implements DatabaseConnection {
  #client: pg.PoolClient
  #needs: Needs
  #stage: Stage = 'none'
  /** A commit without an answer, and every error after it: the rollback's takes the commit's place. */
  #isUnsure = false
  #isBroken = false

  constructor(client: pg.PoolClient, needs: Needs) {
    this.#client = client
    this.#needs = needs
  }

  async executeQuery<R>({ before = [], isLast = false, ...query }: Travelling): Promise<QueryResult<R>> {
    if (this.#stage === 'over') throw new Error('a statement behind the last one of its transaction')
    if (isLast && this.#stage === 'none') throw new Error('the last statement of no transaction')
    const round = [...before, query].map(({ sql, parameters }) => ({
      name: nameOf(sql),
      text: sql,
      values: parameters,
    }))
    const begin = this.#stage === 'asked' ? [words.begin] : []
    const commit = isLast ? [words.commit] : []
    if (this.#stage === 'asked') this.#stage = 'open'
    const answers = await this.#ask([...begin, ...round, ...commit])
    if (isLast) this.#end(answers.pop())
    const { command, count, rows } = answers.at(-1) as Answer
    const isWrite = command !== 'SELECT'
    return { rows: rows as R[], ...(isWrite ? { numAffectedRows: BigInt(count) } : {}) }
  }

  streamQuery(): never {
    throw new Error('answers are not streamed')
  }

  begin(): void {
    this.#stage = 'asked'
  }

  async commit(): Promise<void> {
    if (this.#stage === 'open') this.#end((await this.#ask([words.commit])).at(-1))
    this.#stage = 'none'
  }

  async rollback(): Promise<void> {
    const stage = this.#stage
    this.#stage = 'none'
    // Whoever did it again would do it twice.
    if (stage === 'over') throw new Error('failed behind the last statement of a transaction, which is committed')
    if (stage !== 'open') return
    try {
      await this.#ask([words.rollback])
    } catch (error) {
      this.#isBroken = true
      throw error
    }
  }

  release(): void {
    this.#client.release(this.#isBroken)
  }

  /** The server commits nothing where a statement had failed, and says so by this word only. */
  #end(answer: Answer | undefined): void {
    const isAborted = answer?.command === 'ROLLBACK'
    this.#stage = isAborted ? 'none' : 'over'
    if (isAborted) throw new AbortedTransactionError()
  }

  async #ask(round: readonly Statement[]): Promise<Answer[]> {
    const { pulse, parserOf, onRound } = this.#needs
    let isSent = false
    onRound()
    try {
      const answers = await askRound(this.#client, round, parserOf, () => {
        isSent = true
      })
      pulse.noteAnswer()
      return answers
    } catch (error) {
      const isAway = isDatabaseAway(error)
      if (!isAway) pulse.noteAnswer()
      if (isAway && isSent && round.at(-1) === words.commit) this.#isUnsure = true
      if (error instanceof Error) {
        if (this.#isUnsure) noteUnsure(error)
        // The way to whoever asked, instead of the socket's.
        Error.captureStackTrace(error)
      }
      throw error
    }
  }
}

/** A connection when one is free. Whoever stands in line when the database goes away is told at once. */
async function turnAt({ pool, pulse }: Needs): Promise<pg.PoolClient> {
  if (!(await pulse.untilThere(waitMost))) throw new DatabaseAway('the database is away')
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
