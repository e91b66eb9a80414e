// Opens the one database of an app: PostgreSQL where a URL is given, otherwise the embedded engine in a folder.
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { lockFolder } from './lock-folder.ts'
import { namedStatements } from './named-statements.ts'

/** `url` wins over `folder`; `folder: 'memory'` keeps nothing (tests). `poolSize` counts connections (PostgreSQL only). */
export type DatabasePlace = { url?: string | undefined; folder: string; poolSize?: number }

export type Database<T> = {
  db: Kysely<T>
  kind: 'embedded' | 'postgresql'
  /** Statements sent so far: what the benchmark and the statement-count tests read. */
  statements: () => number
  close: () => Promise<void>
}

const int8 = 20
const date = 1082

/** Opens and checks the connection. Throws `FolderInUse` where another process holds the embedded folder. */
export async function openDatabase<T>(place: DatabasePlace): Promise<Database<T>> {
  return place.url ? openPostgres<T>(place.url, place.poolSize ?? 10) : openEmbedded<T>(place.folder)
}

async function openPostgres<T>(url: string, max: number): Promise<Database<T>> {
  const types = { getTypeParser: typeParser } as unknown as pg.CustomTypesConfig
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    connectionTimeoutMillis: 1500,
    statement_timeout: 5000,
    query_timeout: 6000,
    idle_in_transaction_session_timeout: 10_000,
    application_name: 'motcua',
  })
  // A server that goes away kills idle clients; without a listener that event would end the process.
  pool.on('error', () => {})
  return counted(
    (log) => new Kysely<T>({ dialect: new PostgresDialect({ pool: namedStatements(pool) }), log }),
    'postgresql',
    async () => {},
  )
}

function typeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === int8) return Number
  if (oid === date) return (text: string) => text
  return pg.types.getTypeParser(oid, format as 'text')
}

async function openEmbedded<T>(folder: string): Promise<Database<T>> {
  const release = folder === 'memory' ? async () => {} : await lockFolder(folder)
  const pglite = await PGlite.create({
    ...(folder === 'memory' ? {} : { dataDir: folder }),
    postgresqlconf: ['shared_buffers=16MB'],
    parsers: { [int8]: Number, [date]: (text: string) => text },
  } as object)
  return counted((log) => new Kysely<T>({ dialect: new PGliteDialect({ pglite }), log }), 'embedded', release)
}

type CountQueries = (event: { level: string }) => void

async function counted<T>(
  make: (log: CountQueries) => Kysely<T>,
  kind: Database<T>['kind'],
  release: () => Promise<void>,
): Promise<Database<T>> {
  let sent = 0
  const db = make(() => {
    sent += 1
  })
  const close = async () => {
    await db.destroy()
    await release()
  }
  return { db, kind, statements: () => sent, close }
}
