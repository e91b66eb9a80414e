// The pool as the query layer sees it: statements are named, BEGIN travels with the first of a transaction and COMMIT with the last where that
// is known, and nothing is asked of a database that is away.
import { setImmediate as nextTurn } from 'node:timers/promises'
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
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { DatabaseAway, isDatabaseAway, isStaleName, noteUnsure } from './away.ts'
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
  beginTransaction: async (connection, settings) => (connection as Pooled).begin(settings),
  commitTransaction: async (connection) => (connection as Pooled).commit(),
  rollbackTransaction: async (connection) => (connection as Pooled).rollback(),
  releaseConnection: async (connection) => (connection as Pooled).release(),
  destroy: async () => needs.pool.end(),
})

/**
 * Of the transaction: `asked` for and nothing sent yet; `open`; `doubtful` while its BEGIN or COMMIT has no answer, and for good where that was
 * refused; `over` with its last statement; `ended` by a rollback that is on its way, or since the connection was given back.
 */
type Stage = 'none' | 'asked' | 'open' | 'doubtful' | 'over' | 'ended'

/** The server would do these by themselves: outside of their transaction, or in somebody else's. */
const refusals: Partial<Record<Stage, string>> = {
  doubtful: 'a statement behind one that failed, in a transaction that may not be there',
  over: 'a statement behind the last one of its transaction',
  ended: 'a statement behind the end of its transaction',
}

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
  /** Of the last row that could not be read. */
  #fault: Error | undefined

  constructor(client: pg.PoolClient, needs: Needs) {
    this.#client = client
    this.#needs = needs
  }

  async executeQuery<R>({ before = [], isLast = false, ...query }: Travelling): Promise<QueryResult<R>> {
    const stage = this.#stage
    const refusal = refusals[stage]
    if (refusal) throw new Error(refusal)
    if (isLast && stage === 'none') throw new Error('the last statement of no transaction')
    const round = [...before, query].map(({ sql, parameters }) => ({
      name: nameOf(sql),
      text: sql,
      values: parameters,
    }))
    const begin = stage === 'asked' ? [words.begin] : []
    const commit = isLast ? [words.commit] : []
    if (stage === 'asked' || isLast) this.#stage = 'doubtful'
    const answers = await this.#ask([...begin, ...round, ...commit])
    this.#settle(isLast ? 'over' : 'open', isLast ? answers.pop() : undefined)
    const { command, count, rows, fault } = answers.at(-1) as Answer
    if (fault) {
      this.#fault = fault
      throw fault
    }
    const isWrite = command !== 'SELECT'
    return { rows: rows as R[], ...(isWrite ? { numAffectedRows: BigInt(count) } : {}) }
  }

  streamQuery(): never {
    throw new Error('answers are not streamed')
  }

  begin({ isolationLevel, accessMode }: TransactionSettings): void {
    if (isolationLevel || accessMode) throw new Error('every transaction is read committed and writes')
    this.#stage = 'asked'
    this.#fault = undefined
  }

  async commit(): Promise<void> {
    // Somebody kept the error to himself.
    if (this.#stage === 'doubtful') {
      await this.rollback()
      throw new AbortedTransactionError()
    }
    if (this.#stage === 'open') {
      this.#stage = 'doubtful'
      this.#settle('none', (await this.#ask([words.commit])).at(-1))
    }
    this.#stage = 'none'
  }

  async rollback(): Promise<void> {
    const stage = this.#stage
    const isThere = stage === 'open' || stage === 'doubtful'
    // What stood in line behind the statement that failed comes now, before the answer.
    this.#stage = 'ended'
    try {
      await (isThere ? this.#ask([words.rollback]) : nextTurn())
    } catch (error) {
      this.#isBroken = true
      throw error
    } finally {
      this.#stage = 'none'
    }
    if (stage !== 'over') return
    // Whoever did it again would do it twice.
    throw new Error('failed behind the last statement of a transaction, which is committed', { cause: this.#fault })
  }

  release(): void {
    this.#stage = 'ended'
    this.#client.release(this.#isBroken)
  }

  /** The round is answered, a COMMIT in it by `end`: the server commits nothing where a statement had failed, and says so by this word only. */
  #settle(stage: Stage, end: Answer | undefined): void {
    const isAborted = end?.command === 'ROLLBACK'
    if (this.#stage === 'doubtful') this.#stage = isAborted ? 'none' : stage
    if (isAborted) throw new AbortedTransactionError()
  }

  async #ask(round: readonly Statement[]): Promise<Answer[]> {
    try {
      return await this.#askOnce(round)
    } catch (error) {
      if (this.#stage !== 'none' || !isStaleName(error)) throw error
      return this.#askOnce(round)
    }
  }

  async #askOnce(round: readonly Statement[]): Promise<Answer[]> {
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
      // It leads to a server that is a standby by now.
      if ((error as { code?: string }).code === '25006') this.#isBroken = true
      // The server's own refusal is sure, whatever else ends the connection is not.
      const isRefused = !isAway && (error as { severity?: string }).severity !== undefined
      if (!isRefused && isSent && round.at(-1) === words.commit) this.#isUnsure = true
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
