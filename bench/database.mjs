// The bench's own PostgreSQL: durable, and its counters of statements and write-ahead log.
import pg from 'pg'
import { startPostgres } from '../scripts/postgres.mjs'

/** pg_stat_statements is loaded where the installation has it, and counts only between `startCounting` and `stopCounting`. */
export async function startDatabase(more = {}) {
  const counting = { ...more, shared_preload_libraries: 'pg_stat_statements' }
  const [server, counts] = await startPostgres({ durable: true, settings: counting }).then(
    (started) => [started, true],
    async () => [await startPostgres({ durable: true, settings: more }), false],
  )
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  const db = { url: server.url, pid: server.pid, query: client.query.bind(client), counts }
  if (counts) {
    await client.query('create extension pg_stat_statements')
    await track(db, 'none')
  }
  const stop = async () => {
    await client.end()
    await server.stop()
  }
  return { ...db, stop }
}

async function track(db, which) {
  await db.query(`alter system set pg_stat_statements.track = '${which}'`)
  await db.query('select pg_reload_conf()')
  await new Promise((done) => setTimeout(done, 200))
}

export async function startCounting(db) {
  if (!db.counts) return
  await track(db, 'top')
  await db.query('select pg_stat_statements_reset()')
}

// Not sent by the service: our own, and the body of clock_now(), which the planner runs by itself.
const ownWords = 'pg_stat_statements|pg_reload_conf|^select clock_timestamp\\(\\)$'

/** What the service sent since `startCounting`, the most frequent first; BEGIN and COMMIT are statements too. Undefined: cannot tell. */
export async function stopCounting(db) {
  if (!db.counts) return undefined
  const { rows } = await db.query(
    `select calls::int, total_exec_time as ms, wal_bytes::float8 as wal, query from pg_stat_statements
      where query !~ $1 order by calls desc, query`,
    [ownWords],
  )
  await track(db, 'none')
  return rows
}

/** Bytes of write-ahead log so far. */
export const walBytes = async (db) =>
  Number((await db.query(`select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`)).rows[0].bytes)

/** How many sign-ins the service itself wrote down. */
export const auditedSignIns = async (db) =>
  Number((await db.query(`select count(*) from audit_events where event = 'sign-in'`)).rows[0].count)
