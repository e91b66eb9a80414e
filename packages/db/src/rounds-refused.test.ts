// What an enemy does to statements that travel together: a BEGIN that never came to be, a COMMIT that was refused, names that went stale.
import { setTimeout as wait } from 'node:timers/promises'
import { Kysely } from 'kysely'
import pg from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { migration } from './migrate.ts'
import { pooledConnections } from './pooled-connections.ts'
import { all, type Db, inTransaction, one, run, sql } from './query.ts'
import { openFreshDatabase } from './testing/fresh-database.ts'

const migrations = {
  '0001-t': migration(
    'create table t (n int primary key)',
    'create table child (n int references t deferrable initially deferred)',
  ),
}
const { db, close } = await openFreshDatabase(migrations, { keepPlans: true, poolSize: 1 })
afterAll(close)
beforeEach(() => run(db, sql`delete from t`))

const insert = (n: number) => sql`insert into t (n) values (${n})`
const rows = async (from: Db = db) =>
  (await all(from, sql<{ n: number }>`select n from t order by n`)).map(({ n }) => n)
const orphan = sql`insert into child values (404)`
const unwritable = {
  toPostgres: () => {
    throw new Error('cannot be written')
  },
}

test('nothing is done outside of a transaction whose BEGIN was never sent', async () => {
  const swallowed = inTransaction(db, async (tx) => {
    await run(tx, sql`select ${unwritable}`).catch(() => {})
    await run(tx, insert(1))
  })
  await expect(swallowed).rejects.toThrow(/behind one that failed/)
  const silent = inTransaction(db, (tx) => run(tx, sql`select ${unwritable}`).catch(() => 0))
  await expect(silent).rejects.toThrow('rolled back instead of committed')
  expect(await rows()).toEqual([])
})

test('a commit that was refused behind the last statement stays refused, whoever swallows the error', async () => {
  const swallowed = inTransaction(db, async (tx) => {
    await run(tx, orphan, { before: [insert(1)], isLast: true }).catch(() => {})
    return 'told as done'
  })
  await expect(swallowed).rejects.toThrow('rolled back instead of committed')
  const followed = inTransaction(db, async (tx) => {
    await run(tx, orphan, { isLast: true }).catch(() => {})
    await run(tx, insert(2))
  })
  await expect(followed).rejects.toThrow(/behind one that failed/)
  expect(await rows()).toEqual([])
})

test('what stood in line behind a statement that failed is not done behind the rollback', async () => {
  const inLine = (tx: Db) =>
    Promise.all([run(tx, sql`select 1 / 0`), ...[1, 2, 3, 4, 5].map((n) => run(tx, insert(n)))])
  await expect(inTransaction(db, inLine)).rejects.toThrow(/division by zero/)
  const later = inTransaction(db, async (tx) => {
    await run(tx, insert(6))
    await inLine(tx)
  })
  await expect(later).rejects.toThrow(/division by zero/)
  const early = inTransaction(db, (tx) => Promise.all([Promise.reject(new Error('no')), run(tx, insert(7))]))
  await expect(early).rejects.toThrow('no')
  await wait(50)
  expect(await rows()).toEqual([])
})

test('a connection that is pinned goes on behind its transaction', async () => {
  await db.connection().execute(async (pinned) => {
    await inTransaction(pinned, (tx) => run(tx, insert(1)))
    await run(pinned, insert(2))
    await inTransaction(pinned, (tx) => run(tx, insert(3), { isLast: true }))
    expect(await rows(pinned)).toEqual([1, 2, 3])
  })
})

test('an isolation that nobody would get is refused', async () => {
  const asked = db
    .transaction()
    .setIsolationLevel('serializable')
    .execute((tx) => run(tx, insert(1)))
  await expect(asked).rejects.toThrow(/read committed/)
})

test('an answer that a migration changed, and names that are gone, cost nobody an error', async () => {
  await run(db, sql`create table v as select 1 as n`)
  const dotted = sql`select v.* from v`
  await all(db, dotted)
  await run(db, sql`alter table v add column later int default 5`)
  expect(await all(db, dotted)).toEqual([{ n: 1, later: 5 }])
  const typed = sql`select n from v`
  await all(db, typed)
  await run(db, sql`alter table v alter n type text`)
  expect(await inTransaction(db, (tx) => one(tx, typed))).toEqual({ n: '1' })
  await run(db, sql`alter table v alter n type float8 using n::float8`)
  const inside = inTransaction(db, async (tx) => {
    await run(tx, insert(1))
    return one(tx, typed, { before: [insert(2)], isLast: true })
  })
  expect(await inside).toEqual({ n: 1 })
  await run(db, sql`deallocate all`)
  expect(await one(db, typed)).toEqual({ n: 1 })
  expect(await rows()).toEqual([1, 2])
  await run(db, sql`drop table v`)
})

const cluster = process.env['TEST_DATABASE_URL']
for (const url of cluster ? [cluster] : []) {
  /** One connection of its own, whose socket and parsers a test has at hand. */
  const openBare = (parse: (text: string) => unknown = Number) => {
    const pool = new pg.Pool({ connectionString: url, max: 1 })
    const sockets: { destroy: (error: Error) => void }[] = []
    pool.on('error', () => {})
    pool.on('connect', (client) => {
      client.on('error', () => {})
      sockets.push((client as unknown as { connection: { stream: (typeof sockets)[0] } }).connection.stream)
    })
    const pulse = { untilThere: async () => true, onceAway: () => () => {}, noteAnswer: () => {} }
    const bare = new Kysely<unknown>({
      dialect: pooledConnections({ pool, pulse, parserOf: () => parse, onRound: () => {} }),
    })
    return { bare, sockets }
  }

  test('whatever ends a connection with a commit on its way, nothing is done twice', async () => {
    const { bare, sockets } = openBare()
    let runs = 0
    const work = async (tx: Db) => {
      runs += 1
      await run(tx, sql`select 1`)
      // No word that is known for a database that is away.
      setImmediate(() => sockets.at(-1)?.destroy(Object.assign(new Error('odd'), { code: 'EODD' })))
    }
    await expect(inTransaction(bare, work)).rejects.toThrow(/connection error/)
    expect(runs).toBe(1)
    await bare.destroy()
  })

  test('a connection that leads to a standby by now is not used again', async () => {
    const { bare, sockets } = openBare()
    await run(bare, sql`set default_transaction_read_only = on`)
    await expect(run(bare, sql`create table w ()`)).rejects.toMatchObject({ code: '25006' })
    expect(await one(bare, sql`select 1 as n`)).toEqual({ n: 1 })
    expect(sockets).toHaveLength(2)
    await bare.destroy()
  })

  test('a statement that copies ends neither the process nor the pool', async () => {
    const { bare } = openBare()
    await expect(run(bare, sql.raw('copy pg_database from stdin'))).rejects.toThrow(/nothing is copied/)
    expect(await all(bare, sql.raw('copy (select 1) to stdout'))).toEqual([])
    expect(await one(bare, sql`select 1 as n`)).toEqual({ n: 1 })
    await bare.destroy()
  })

  test('a row that cannot be read: an error, told as committed where it is; of a statement nobody reads it is none', async () => {
    const { bare } = openBare((text) => {
      if (text === '13') throw new Error('cannot be read')
      return Number(text)
    })
    await expect(one(bare, sql`select 13 as n`)).rejects.toThrow('cannot be read')
    expect(await one(bare, sql`select 1 as n`, { before: [sql`select 13 as n`] })).toEqual({ n: 1 })
    const committed = inTransaction(bare, (tx) => one(tx, sql`select 13 as n`, { isLast: true }))
    await expect(committed).rejects.toMatchObject({
      message: expect.stringMatching(/which is committed/),
      cause: expect.objectContaining({ message: 'cannot be read' }),
    })
    await bare.destroy()
  })
}
