// The database package through its own door: both value kinds, the lock, the clock.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { isTrueClock, readClock, shiftClock } from './clock.ts'
import { holdLease, leaseHolder, leaveLeases } from './lease.ts'
import { FolderInUse } from './lock-folder.ts'
import { migrate, migration } from './migrate.ts'
import { openDatabase } from './open-database.ts'

const memory = await openDatabase<unknown>({ folder: 'memory' })
await migrate(memory.db, { '0001-t': migration('create table t (id int8 primary key, at timestamptz, day date)') })
afterAll(memory.close)

test('migrations run once', async () => {
  expect(await migrate(memory.db, { '0001-t': migration('create table t (id int8 primary key)') })).toBe(0)
})

test('values come back as the code expects them', async () => {
  await sql`insert into t values (7, '2023-10-05T00:00:00Z', '2023-10-05')`.execute(memory.db)
  const { rows } = await sql`select * from t`.execute(memory.db)
  expect(rows[0]).toEqual({ id: 7, at: new Date('2023-10-05T00:00:00Z'), day: '2023-10-05' })
})

test('the one clock can be shifted by a test, and production can see that it was', async () => {
  const before = await readClock(memory.db)
  await shiftClock(memory.db, 3600)
  expect((await readClock(memory.db)).getTime() - before.getTime()).toBeGreaterThan(3_590_000)
  expect(await isTrueClock(memory.db)).toBe(false)
  await shiftClock(memory.db, 0)
  expect(await isTrueClock(memory.db)).toBe(true)
})

test('a folder has one process at a time', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'motcua-')), 'data')
  const first = await openDatabase({ folder })
  await expect(openDatabase({ folder })).rejects.toThrow(FolderInUse)
  await expect(openDatabase({ folder })).rejects.toThrow(String(process.pid))
  await first.close()
  const again = await openDatabase({ folder })
  await again.close()
})

test('a lease has one holder, runs out, and is left to another at once', async () => {
  await sql`create table leases (name text primary key, holder text not null, until timestamptz not null)`.execute(
    memory.db,
  )
  const hold = (holder: string) => holdLease(memory.db, 'cleaner', holder, 60)
  expect(await Promise.all([hold('a'), hold('b'), hold('a')])).toEqual([true, false, true])
  await leaveLeases(memory.db, 'a')
  expect([await hold('b'), await hold('a')]).toEqual([true, false])
  await shiftClock(memory.db, 61)
  expect(await hold('a')).toBe(true)
  await shiftClock(memory.db, 0)
})

test('a lease held again and again is written when a third of its time is over', async () => {
  const hold = leaseHolder(memory.db, 'kept')
  const sent = memory.rounds()
  expect(await hold('keeper', 0.3)).toBe(true)
  expect(await hold('keeper', 0.3)).toBe(true)
  expect(memory.rounds() - sent).toBe(1)
  await new Promise((done) => setTimeout(done, 110))
  expect(await hold('keeper', 60)).toBe(true)
  expect([memory.rounds() - sent, await holdLease(memory.db, 'keeper', 'another', 60)]).toEqual([2, false])
})
