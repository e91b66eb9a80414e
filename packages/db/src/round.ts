// Statements that travel together: one way there, one Sync, one way back. What the server refuses takes everything behind it along, so a BEGIN
// that is refused leaves nothing to be done outside of its transaction. A query class of the driver, as its own cursor is one.
import type pg from 'pg'
import { prepareValue } from 'pg/lib/utils.js'
import { isStaleName } from './away.ts'

/** `name`: parsed and planned once per connection under it; without one, at every call. */
export type Statement = { name?: string | undefined; text: string; values?: readonly unknown[] }
/** `command`: the server's word, as SELECT or COMMIT; `count`: rows given or changed; `fault`: of the first row that cannot be read. */
export type Answer = { command: string; count: number; rows: Row[]; fault: Error | undefined }
type Row = Record<string, unknown>
type Written = (string | Buffer | null)[]
type Column = { name: string; parse: (text: string) => unknown }
type Described = { fields: { name: string; dataTypeID: number }[] }

/** What the driver keeps of a connection, and what we keep: the columns of each named statement's answer, which only a stale name changes. */
type Connection = pg.Connection & { parsedStatements: Record<string, string> }
const columnsOf = new WeakMap<pg.Connection, Map<string, Column[]>>()

/** How a value of this type is read from its text. */
export type ParserOf = (oid: number) => Column['parse']

/** One answer for each statement. Rejects with the first error, and then none of what came behind it was done. `onSent`: it may be from now on. */
export const askRound = (
  client: pg.ClientBase,
  statements: readonly Statement[],
  parserOf: ParserOf,
  onSent: () => void,
) =>
  new Promise<Answer[]>((resolve, reject) => {
    const callback: Done = (error, answers) => (error ? reject(error) : resolve(answers))
    client.query(new Round(statements, { parserOf, onSent, callback }))
  })

type Done = (error: Error | undefined, answers: Answer[]) => void
type Needs = { parserOf: ParserOf; onSent: () => void; callback: Done }

class Round implements pg.Submittable {
  /** The driver's name for whom it tells of an end. */
  callback: Done
  #statements: readonly Statement[]
  #parserOf: ParserOf
  #onSent: () => void
  #answers: Answer[] = []
  #known = new Map<string, Column[]>()
  #columns: Column[] | undefined
  #rows: Row[] = []
  #fault: Error | undefined

  constructor(statements: readonly Statement[], { parserOf, onSent, callback }: Needs) {
    this.#statements = statements
    this.#parserOf = parserOf
    this.#onSent = onSent
    this.callback = callback
  }

  /** The statement that the server is at: the driver notes by these two what is parsed. */
  get name() {
    return this.#statements[this.#answers.length]?.name
  }
  get text() {
    return this.#statements[this.#answers.length]?.text
  }

  submit(connection: pg.Connection) {
    let values: Written[]
    try {
      values = this.#statements.map((each) => (each.values ?? []).map((value) => prepareValue(value)))
    } catch (error) {
      // A value that cannot be written: nothing was sent.
      return error as Error
    }
    this.#onSent()
    // One packet for all.
    connection.stream.cork?.()
    this.#send(connection as Connection, values)
    connection.stream.uncork?.()
    return null
  }

  #send(connection: Connection, values: Written[]) {
    const known = columnsOf.get(connection) ?? new Map<string, Column[]>()
    columnsOf.set(connection, known)
    this.#known = known
    const parsed = new Set<string>()
    for (const [i, { name = '', text }] of this.#statements.entries()) {
      const isParsed = name in connection.parsedStatements || parsed.has(name)
      // The server may have it still, where we forgot.
      if (name && !isParsed) connection.close({ type: 'S', name }, true)
      if (!isParsed) connection.parse({ name, text, types: [] }, true)
      if (name) parsed.add(name)
      connection.bind({ statement: name, values: values[i] }, true)
      if (!known.has(name)) connection.describe({ type: 'P' }, true)
      connection.execute(null, true)
    }
    connection.sync()
  }

  handleRowDescription({ fields }: Described) {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, parse: this.#parserOf(dataTypeID) }))
  }

  handleDataRow({ fields }: { fields: (string | null)[] }) {
    try {
      this.#rows.push(readRow(this.#columnsHere(), fields))
    } catch (error) {
      this.#fault ??= error as Error
    }
  }

  handleCommandComplete({ text }: { text: string }) {
    if (this.name) this.#known.set(this.name, this.#columnsHere())
    const words = text.split(' ')
    const count = Number(words.at(-1)) || 0
    this.#answers.push({ command: words[0] ?? '', count, rows: this.#rows, fault: this.#fault })
    this.#columns = undefined
    this.#rows = []
    this.#fault = undefined
  }

  handleEmptyQuery() {
    this.handleCommandComplete({ text: '' })
  }

  /** No statement of ours copies; one that did would wait for rows for ever. */
  handleCopyInResponse(connection: pg.Connection) {
    connection.stream.destroy(new Error('nothing is copied'))
  }

  handleCopyData() {}

  handleError(error: Error, connection: pg.Connection) {
    if (isStaleName(error)) {
      Object.assign(connection, { parsedStatements: {} })
      this.#known.clear()
    }
    this.callback(error, [])
  }

  handleReadyForQuery() {
    this.callback(undefined, this.#answers)
  }

  #columnsHere(): Column[] {
    return this.#columns ?? this.#known.get(this.name ?? '') ?? []
  }
}

function readRow(columns: readonly Column[], fields: readonly (string | null)[]): Row {
  const row: Row = {}
  for (const [i, { name, parse }] of columns.entries()) {
    const text = fields[i]
    row[name] = text === null || text === undefined ? null : parse(text)
  }
  return row
}
