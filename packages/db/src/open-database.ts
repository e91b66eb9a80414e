// Opens the one database of an app: PostgreSQL where a URL is given, otherwise the embedded engine in a folder.
import type { PGlite } from '@electric-sql/pglite'
import { type Dialect, Kysely, PGliteDialect } from 'kysely'
import pg from 'pg'
import { lockFolder } from './lock-folder.ts'
import { placesOf } from './places.ts'
import { pooledConnections, type Travelling } from './pooled-connections.ts'
import { drop, startPulse } from './pulse.ts'

/**
 * `url` wins over `folder`; `folder: 'memory'` keeps nothing (tests). PostgreSQL only: `poolSize` counts connections, `onChange` hears when
 * the database goes away and comes back. Embedded only: `keepPlans` parses and plans each statement once, for what asks one after the
 * other (whoever asks outside of an open transaction waits for its end).
 */
export type DatabasePlace = {
  url?: string | undefined
  folder: string
  poolSize?: number
  onChange?: (isAway: boolean) => void
  keepPlans?: boolean
}

export type Database<T> = {
  db: Kysely<T>
  kind: 'embedded' | 'postgresql'
  /** Rounds to the database so far, of one or more statements: what the tests of a journey's cost count. */
  rounds: () => number
  /** Gone, frozen, or a standby by now: nothing is asked of it until it is back. */
  isAway: () => boolean
  /** Connections: in use or idle, and callers that wait for one. */
  connections: () => { open: number; idle: number; waiting: number }
  close: () => Promise<void>
}

const int8 = 20
const date = 1082

/** Opens and checks the connection. Throws `FolderInUse` where another process holds the embedded folder. */
export async function openDatabase<T>(place: DatabasePlace): Promise<Database<T>> {
  return place.url ? openPostgres<T>(place.url, place) : openEmbedded<T>(place)
}

async function openPostgres<T>(url: string, { poolSize: max = 10, onChange }: DatabasePlace): Promise<Database<T>> {
  const places = placesOf(url)
  const pool = new pg.Pool({
    connectionString: places[0],
    max,
    // A crowd waits for its turn; a database that is gone is told by the pulse, long before this.
    connectionTimeoutMillis: 5000,
    statement_timeout: 5000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    idle_in_transaction_session_timeout: 10_000,
    application_name: 'motcua',
  })
  // A server that goes away kills idle clients; without a listener that event would end the process.
  pool.on('error', () => {})
  const clients = new Set<pg.PoolClient>()
  pool.on('connect', (client) => {
    clients.add(client)
    client.on('error', () => {})
  })
  pool.on('remove', (client) => clients.delete(client))
  // Whoever waits on one is told at once.
  const dropAll = () => {
    for (const client of clients) drop(client)
  }
  const pulse = startPulse({
    places,
    onMove: (place) => {
      pool.options.connectionString = place
      dropAll()
    },
    onChange: (isAway) => {
      if (isAway) dropAll()
      onChange?.(isAway)
    },
  })
  const database = counted<T>((onRound) => pooledConnections({ pool, pulse, parserOf, onRound }), pulse.stop)
  return {
    ...database,
    kind: 'postgresql',
    isAway: pulse.isAway,
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  }
}

function parserOf(oid: number): (text: string) => unknown {
  if (oid === int8) return Number
  if (oid === date) return String
  return pg.types.getTypeParser(oid, 'text')
}

async function openEmbedded<T>({ folder, keepPlans }: DatabasePlace): Promise<Database<T>> {
  const release = folder === 'memory' ? async () => {} : await lockFolder(folder)
  // Loaded only where it is used: a service on PostgreSQL starts without it.
  const { PGlite } = await import('@electric-sql/pglite')
  const pglite = await PGlite.create({
    ...(folder === 'memory' ? {} : { dataDir: folder }),
    postgresqlconf: ['shared_buffers=16MB'],
    parsers: { [int8]: Number, [date]: (text: string) => text },
  } as object)
  const close = async () => {
    if (!pglite.closed) await pglite.close()
    await release()
  }
  const pool = keepPlans ? await planningOnce(pglite) : undefined
  const database = counted<T>(
    (onRound) => (pool ? pooledConnections({ pool, pulse: neverAway, parserOf, onRound }) : oneByOne(pglite, onRound)),
    close,
  )
  return { ...database, kind: 'embedded', isAway: () => false, connections: () => ({ open: 1, idle: 0, waiting: 0 }) }
}

/** The embedded engine behind the driver of PostgreSQL, which knows named statements. */
async function planningOnce(pglite: PGlite): Promise<pg.Pool> {
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres')
  await pglite.exec('set plan_cache_mode = force_generic_plan')
  return new pg.Pool({ ...(createPgConfig(pglite) as object), max: 1 })
}

const neverAway = { untilThere: async () => true, onceAway: () => () => {}, noteAnswer: () => {} }

/** The embedded engine by itself: what travels together elsewhere goes one after the other, in the one transaction that is open. */
const oneByOne = (pglite: PGlite, onRound: () => void): Dialect =>
  new PGliteDialect({
    pglite,
    onCreateConnection: async (connection) => {
      const ask = connection.executeQuery.bind(connection)
      connection.executeQuery = async <R>({ before = [], ...query }: Travelling) => {
        onRound()
        for (const first of before) await ask(first)
        return ask<R>(query)
      }
    },
  })

function counted<T>(dialect: (onRound: () => void) => Dialect, release: () => Promise<void>) {
  let rounds = 0
  const db = new Kysely<T>({
    dialect: dialect(() => {
      rounds += 1
    }),
  })
  const close = async () => {
    await db.destroy()
    await release()
  }
  return { db, rounds: () => rounds, close }
}
