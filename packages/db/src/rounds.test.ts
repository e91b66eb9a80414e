// Statements that travel together, through the driver of PostgreSQL: with TEST_DATABASE_URL's server where a test run has one, else with the embedded
// engine behind the same driver.
import { afterAll, beforeEach, expect, test } from 'vitest'
import { migration } from './migrate.ts'
import { all, type Db, first, inTransaction, one, run, sql } from './query.ts'
import { openFreshDatabase } from './testing/fresh-database.ts'

// Its connections are cancelled here: nobody else's.
const migrations = { '0001-t': migration('create table t (n int primary key, word text)') }
const { db, kind: engine, rounds, close } = await openFreshDatabase(migrations, { keepPlans: true, poolSize: 4 })
afterAll(close)
beforeEach(() => run(db, sql`delete from t`))

const insert = (n: number, word: string | null = null) => sql`insert into t (n, word) values (${n}, ${word})`
const rows = async () => (await all(db, sql<{ n: number }>`select n from t order by n`)).map(({ n }) => n)

async function roundsOf<T>(work: () => Promise<T>): Promise<number> {
  const before = rounds()
  await work()
  return rounds() - before
}

test('a transaction begins with its first statement and ends with its last: one round where that is all', async () => {
  expect(await roundsOf(() => inTransaction(db, (tx) => run(tx, insert(1))))).toBe(2)
  const whole = () => inTransaction(db, (tx) => run(tx, insert(3), { before: [insert(2)], isLast: true }))
  expect(await roundsOf(whole)).toBe(1)
  expect(await rows()).toEqual([1, 2, 3])
  expect(await roundsOf(() => inTransaction(db, async () => 'nothing asked'))).toBe(0)
})

test('what was done in a transaction that throws, is refused or never began is nowhere', async () => {
  const thrown = inTransaction(db, async (tx) => {
    await run(tx, insert(1))
    throw new Error('no')
  })
  await expect(thrown).rejects.toThrow('no')
  await expect(inTransaction(db, (tx) => run(tx, insert(2), { before: [insert(2)], isLast: true }))).rejects.toThrow(
    /duplicate key/,
  )
  await expect(run(db, insert(3), { before: [insert(3)] })).rejects.toThrow(/duplicate key/)
  await expect(inTransaction(db, async () => Promise.reject(new Error('nothing asked')))).rejects.toThrow(
    'nothing asked',
  )
  expect(await rows()).toEqual([])
})

test('a failed statement leaves its connection as good as before, and the names of what never came to be parsed', async () => {
  const later = sql`select ${'a text that was never parsed before'}::text as word`
  for (const time of [1, 2, 3]) {
    const broken = first(db, later, { before: [sql`select 1 / (${time}::int - ${time}::int)`] })
    await expect(broken).rejects.toThrow(/division by zero/)
    expect(await one(db, later)).toEqual({ word: 'a text that was never parsed before' })
  }
})

test('a commit that commits nothing is an error', async () => {
  const swallowed = inTransaction(db, async (tx) => {
    await run(tx, insert(1))
    await run(tx, insert(1)).catch(() => {})
  })
  await expect(swallowed).rejects.toThrow('rolled back instead of committed')
  expect(await rows()).toEqual([])
})

test('nothing follows the last statement, and there is none without a transaction', async () => {
  const followed = inTransaction(db, async (tx) => {
    await run(tx, insert(1), { isLast: true })
    await run(tx, insert(2))
  })
  await expect(followed).rejects.toThrow(/which is committed/)
  await expect(run(db, insert(3), { isLast: true })).rejects.toThrow(/no transaction/)
  // The next who has the connection begins anew.
  await Promise.all([4, 5, 6, 7, 8].map((n) => inTransaction(db, (tx) => run(tx, insert(n)))))
  expect(await rows()).toEqual([1, 4, 5, 6, 7, 8])
})

test('values of every kind go there and come back, the first time and when the answer’s columns are known', async () => {
  const at = new Date('2026-11-23T01:02:03.004Z')
  for (const _time of [1, 2, 3]) {
    const row = await one(
      db,
      sql`select ${7}::int8 as big, ${'Đã ký'}::text as text, ${null}::text as none, ${at}::timestamptz as at, ${['a', 'b']}::text[] as list,
        ${JSON.stringify({ a: [1] })}::jsonb as json, true as yes, '2026-11-23'::date as day, ${Buffer.from([0, 255])}::bytea as bytes, 1.5::float8 as part`,
    )
    expect(row).toEqual({
      big: 7,
      text: 'Đã ký',
      none: null,
      at,
      list: ['a', 'b'],
      json: { a: [1] },
      yes: true,
      day: '2026-11-23',
      bytes: Buffer.from([0, 255]),
      part: 1.5,
    })
  }
  const counts = [await run(db, insert(1)), await run(db, sql`update t set word = 'x'`), await run(db, sql`select 1`)]
  expect(counts).toEqual([1, 1, 0])
  expect(await all(db, sql`select n from t where n = 9`)).toEqual([])
})

test('a value that cannot be written is an error of its own, and the connection goes on', async () => {
  const value = {
    toPostgres: () => {
      throw new Error('cannot be written')
    },
  }
  await expect(inTransaction(db, (tx) => run(tx, sql`select ${value}`))).rejects.toThrow('cannot be written')
  expect(await one(db, sql`select 1 as n`)).toEqual({ n: 1 })
})

test('an answer with a star sees a column that came later', async () => {
  const starred = sql`select * from t`
  await run(db, insert(1))
  expect(await all(db, starred)).toEqual([{ n: 1, word: null }])
  await run(db, sql`alter table t add column later int default 5`)
  expect(await all(db, starred)).toEqual([{ n: 1, word: null, later: 5 }])
  await run(db, sql`alter table t drop column later`)
})

// With one connection, as the embedded engine has, nobody gets in anybody's way.
for (const _server of engine === 'postgresql' ? [engine] : []) {
  test('what travels behind a lock sees what its holder wrote', async () => {
    const lock = sql`select pg_advisory_xact_lock(hashtext('rounds'))`
    const next = sql`insert into t (n) select coalesce(max(n), 0) + 1 from t`
    const many = Array.from({ length: 40 }, () =>
      inTransaction(db, (tx) => run(tx, next, { before: [lock], isLast: true })),
    )
    await Promise.all(many)
    expect(await rows()).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
  })

  test('whatever a cancel hits, BEGIN too: a transaction is done once or not at all', async () => {
    await run(db, sql`insert into t (n, word) values (0, ''), (1, '')`)
    const more = (n: number) => sql`update t set word = word || 'x' where n = ${n}`
    const kinds = [(tx: Db) => run(tx, more(0)), (tx: Db) => run(tx, more(1), { before: [more(1)], isLast: true })]
    const told = [0, 0]
    const over = new AbortController()
    const cancelling = (async () => {
      const cancels = sql`select pg_cancel_backend(pid) from pg_stat_activity where application_name = 'motcua' and pid <> pg_backend_pid()
        and datname = current_database()`
      while (!over.signal.aborted) await run(db, cancels).catch(() => {})
    })()
    const tries = Array.from({ length: 600 }, async (_, i) => {
      const kind = i % 2
      const isDone = await inTransaction(db, kinds[kind] as (tx: Db) => Promise<number>).then(
        () => true,
        () => false,
      )
      if (isDone) told[kind] = (told[kind] ?? 0) + 1
    })
    await Promise.all(tries)
    over.abort()
    await cancelling
    const done = await all(db, sql<{ count: number }>`select length(word) as count from t order by n`)
    expect(told[0]).toBeGreaterThan(0)
    expect(done.map(({ count }) => count)).toEqual([told[0], 2 * (told[1] ?? 0)])
  })
}
