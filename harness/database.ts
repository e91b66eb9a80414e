// The harnesses' own PostgreSQL: durable as production has it, with fsync and synchronous commit.
import pg from 'pg'
import { startPostgres } from '../scripts/postgres.mjs'

export type Query = <T extends pg.QueryResultRow = Record<string, unknown>>(
  text: string,
  values?: unknown[],
) => Promise<pg.QueryResult<T>>

export type Database = {
  url: string
  port: number
  query: Query
  /** The server's process now: it changes at a start. */
  pid: () => number
  /** An end without a checkpoint, as after a power cut. */
  crash: () => Promise<void>
  start: () => Promise<void>
  /** It ended by itself, as one does that cannot write its log. */
  isOver: () => boolean
  stop: () => Promise<void>
}

export type DatabaseOptions = { settings?: Record<string, string | number>; data?: string; wal?: string }

/** `settings` are more of the server's own; `data` and `wal`: folders on disks of their own. */
export async function startDatabase(options: DatabaseOptions = {}): Promise<Database> {
  const server = await startPostgres({ durable: true, ...options })
  const pool = new pg.Pool({ connectionString: server.url, max: 4 })
  // A server that crashes ends idle connections; without a listener that would end us.
  pool.on('error', () => {})
  return {
    url: server.url,
    port: server.port,
    query: pool.query.bind(pool) as Query,
    pid: () => server.pid as number,
    crash: server.crash,
    start: server.start,
    isOver: server.isOver,
    stop: async () => {
      await pool.end()
      await server.stop()
    },
  }
}
