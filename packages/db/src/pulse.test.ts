// A database that is frozen, cut off or moved: told within two seconds, back by itself, and nothing done twice.
import { randomBytes } from 'node:crypto'
import { afterAll, expect, test, vi } from 'vitest'
import { isDatabaseAway } from './away.ts'
import { migrate, migration } from './migrate.ts'
import { type Database, openDatabase } from './open-database.ts'
import { placesOf } from './places.ts'
import { inTransaction, one, run, sql } from './query.ts'
import { startTcpProxy } from './testing/tcp-proxy.ts'

test('a URL of several hosts is a URL of each', () => {
  expect(placesOf('postgres://a:b@db1:5432,db2/account?target_session_attrs=read-write&sslmode=require')).toEqual([
    'postgres://a:b@db1:5432/account?sslmode=require',
    'postgres://a:b@db2/account?sslmode=require',
  ])
  expect(placesOf('postgres://db/account?target_session_attrs=primary')).toEqual(['postgres://db/account'])
})

const cluster = process.env['TEST_DATABASE_URL']
const closing: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

/** A fresh database behind a proxy. */
async function behindProxy(url: string) {
  const name = `test_${randomBytes(6).toString('hex')}`
  const server = await openDatabase<unknown>({ url, folder: 'memory', poolSize: 1 })
  await sql.raw(`create database ${name}`).execute(server.db)
  await server.close()
  const to = new URL(url)
  const proxy = await startTcpProxy(Number(to.port))
  Object.assign(to, { pathname: `/${name}`, port: String(proxy.port) })
  const changes: boolean[] = []
  const database = await openDatabase<unknown>({
    url: to.href,
    folder: 'memory',
    onChange: (away) => changes.push(away),
  })
  closing.push(proxy.stop, database.close)
  await migrate(database.db, { '0001-t': migration('create table t (n int8)') })
  return { proxy, database, changes }
}

const timed = async (work: Promise<unknown>) => {
  const began = performance.now()
  const outcome = await work.then(
    () => 'done',
    (error: unknown) => (isDatabaseAway(error) ? 'away' : 'bug'),
  )
  return { outcome, ms: performance.now() - began }
}
const select = ({ db }: Database<unknown>) => one(db, sql`select 1 as n`)
const backAgain = async ({ isAway }: Database<unknown>) => {
  while (isAway()) await new Promise((done) => setTimeout(done, 50))
}

for (const url of cluster ? [cluster] : []) {
  test('frozen: who waits and who comes is told within 2 s; thawed, it goes on without a restart', async () => {
    const { proxy, database, changes } = await behindProxy(url)
    await Promise.all([select(database), select(database)])
    proxy.freeze()
    const first = await timed(select(database))
    const next = await timed(select(database))
    expect([first.outcome, next.outcome, database.isAway()]).toEqual(['away', 'away', true])
    expect(first.ms).toBeLessThan(2000)
    expect(next.ms).toBeLessThan(1100)
    await new Promise((done) => setTimeout(done, 3000))
    expect((await timed(select(database))).ms).toBeLessThan(50)
    proxy.thaw()
    await backAgain(database)
    expect((await timed(select(database))).outcome).toBe('done')
    expect(changes).toEqual([true, false])
  })

  test('a crowd waits for its turn, and only a database that is gone sends it away', async () => {
    const { proxy, database } = await behindProxy(url)
    const slow = () => timed(one(database.db, sql`select pg_sleep(2.2)::text as n`))
    // Ten connections, twelve callers: the last two wait longer than the database may be silent.
    expect((await Promise.all(Array.from({ length: 12 }, slow))).map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 12 }, () => 'done'),
    )
    const crowd = Array.from({ length: 12 }, slow)
    await new Promise((done) => setTimeout(done, 100))
    proxy.freeze()
    for (const { outcome, ms } of await Promise.all(crowd)) expect([outcome, ms < 2200]).toEqual(['away', true])
    proxy.thaw()
    await backAgain(database)
  })

  test('the writer may be any of the URL’s hosts from the start', async () => {
    const to = new URL(url)
    const database = await openDatabase<unknown>({
      url: url.replace(to.host, `127.0.0.1:1,${to.host}`),
      folder: 'memory',
    })
    closing.push(database.close)
    expect(await vi.waitFor(() => select(database), 3000)).toEqual({ n: 1 })
  })

  test('a writer that moved before anybody was told that it is away is followed', async () => {
    const to = new URL(url)
    const proxies = [await startTcpProxy(Number(to.port)), await startTcpProxy(1)] as const
    const hosts = proxies.map(({ port }) => `127.0.0.1:${port}`).join()
    const changes: boolean[] = []
    const database = await openDatabase<unknown>({
      url: url.replace(to.host, hosts),
      folder: 'memory',
      onChange: (away) => changes.push(away),
    })
    closing.push(...proxies.map(({ stop }) => stop), database.close)
    await vi.waitFor(() => select(database), 3000)
    await new Promise((done) => setTimeout(done, 500))
    proxies[0].lead(1)
    proxies[1].lead(Number(to.port))
    proxies[0].cut()
    await vi.waitFor(() => select(database), 3000)
    expect(changes).toEqual([])
  })

  test('a slow statement is no frozen database', async () => {
    const { database } = await behindProxy(url)
    const slow = timed(one(database.db, sql`select pg_sleep(2.5)::text as n`))
    expect((await slow).outcome).toBe('done')
    expect(database.isAway()).toBe(false)
  })

  test('cut before the commit: the transaction is done again, once; cut at the commit: it is not', async () => {
    const { proxy, database } = await behindProxy(url)
    let runs = 0
    await inTransaction(database.db, async (tx) => {
      runs += 1
      await run(tx, sql`insert into t values (${runs})`)
      if (runs > 1) return
      proxy.cut()
      await run(tx, sql`select 1`)
    })
    expect(runs).toBe(2)
    expect(await one(database.db, sql`select array_agg(n) as all from t`)).toEqual({ all: ['2'] })
    runs = 0
    const lost = timed(
      inTransaction(database.db, async (tx) => {
        runs += 1
        await run(tx, sql`insert into t values (100)`)
        // The commit is on its way, its answer is not.
        setImmediate(() => proxy.freeze())
      }),
    )
    const { outcome } = await lost
    proxy.thaw()
    await backAgain(database)
    expect([outcome, runs].join()).toMatch(/^(away,1|done,1)$/)
    expect(await one(database.db, sql`select count(*) as n from t where n = 100`)).toEqual({ n: runs })
  })

  test('two that get in each other’s way both end well', async () => {
    const { database } = await behindProxy(url)
    await run(database.db, sql`insert into t values (1), (2)`)
    const cross = (a: number, b: number) =>
      inTransaction(database.db, async (tx) => {
        await run(tx, sql`update t set n = n where n = ${a}`)
        await new Promise((done) => setTimeout(done, 100))
        await run(tx, sql`update t set n = n where n = ${b}`)
      })
    const outcomes = await Promise.all([timed(cross(1, 2)), timed(cross(2, 1))])
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
  })

  test('a node of the version before starts on the tables of the next one; nodes that migrate at once do it once', async () => {
    const { database } = await behindProxy(url)
    const newer = { '0001-t': migration(), '0002-slow': migration('create table u ()', 'select pg_sleep(1)') }
    const ran = await Promise.all([1, 2, 3].map(() => migrate(database.db, newer)))
    expect(ran.toSorted((a, b) => a - b)).toEqual([0, 0, 1])
    expect(await migrate(database.db, { '0001-t': migration() })).toBe(0)
    expect(await migrate(database.db, { '0001-t': migration(), '0000-older': migration('create table v ()') })).toBe(1)
  })
}
