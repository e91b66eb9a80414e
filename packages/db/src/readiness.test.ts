// Readiness, word by word: migrations of this version, the clock to the second, the database.
import { expect, test } from 'vitest'
import { shiftClock } from './clock.ts'
import { migrate, migration } from './migrate.ts'
import { openDatabase } from './open-database.ts'
import { readinessOf } from './readiness.ts'

test('not before its migrations, not with a clock more than 30 s off, not without the database; newer migrations do not matter', async () => {
  const database = await openDatabase<unknown>({ folder: 'memory' })
  const ours = { '0001-t': migration('create table t ()') }
  await migrate(database.db, {})
  expect(await readinessOf(database, ours)).toEqual({ ready: false, why: 'migrations' })
  await migrate(database.db, { ...ours, '0002-newer': migration('create table u ()') })
  expect(await readinessOf(database, ours)).toEqual({ ready: true })
  for (const seconds of [25, -25]) {
    await shiftClock(database.db, seconds)
    expect(await readinessOf(database, ours)).toEqual({ ready: true })
  }
  for (const seconds of [32, -32]) {
    await shiftClock(database.db, seconds)
    expect(await readinessOf(database, ours)).toMatchObject({ ready: false, why: 'clock' })
  }
  await database.close()
  expect(await readinessOf(database, ours)).toEqual({ ready: false, why: 'database' })
})
