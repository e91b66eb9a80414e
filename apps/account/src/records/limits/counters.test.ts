// What a counter keeps, gives back and forgets, to the second.
import { stopClock } from '@motcua/db/clock.ts'
import { all, run, sql } from '@motcua/db/query.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { type Limit, limits } from '../../limits.ts'
import { openTestRecords } from '../../testing/test-database.ts'
import { sendsFrom, wrongPasswordsFrom } from './per-address.ts'
import { purgeLimits } from './store.ts'
import { forgetHit, forgetHitEverywhere, secondsLocked, takeBackHit, takeHit } from './take-hit.ts'

const { db, close } = await openTestRecords()
afterAll(close)

const begun = new Date('2026-11-23T01:00:00Z')
const after = (seconds: number) => stopClock(db, new Date(begun.getTime() + seconds * 1000))
beforeEach(async () => {
  await after(0)
  await run(db, sql`delete from limits`)
})

const counter = (limit: Limit, subject = 's', name = 'test') => ({ name, subject, limit })
const locking = counter({ hits: 2, window: 100, lock: 30, lockMost: 100 })
const windowed = counter({ hits: 2, window: 100 }, 's', 'windowed')
const names = async () =>
  (await all(db, sql<{ subject: string }>`select subject from limits order by subject`)).map(({ subject }) => subject)

test('how many are left, how many in a row, and how long to wait', async () => {
  expect(await takeHit(db, locking)).toEqual({ ok: true, left: 1, inARow: 1 })
  expect(await takeHit(db, locking)).toEqual({ ok: true, left: 0, inARow: 2 })
  expect(await takeHit(db, locking)).toEqual({ ok: false, retryAfter: 30 })
  await after(29)
  expect(await takeHit(db, locking)).toEqual({ ok: false, retryAfter: 1 })
  await after(30)
  expect(await takeHit(db, locking)).toEqual({ ok: true, left: 1, inARow: 3 })
})

test('without a lock the wait is the rest of the window', async () => {
  await takeHit(db, windowed)
  await after(40)
  await takeHit(db, windowed)
  expect(await takeHit(db, windowed)).toEqual({ ok: false, retryAfter: 60 })
  await after(100)
  expect(await takeHit(db, windowed)).toEqual({ ok: true, left: 1, inARow: 3 })
})

test('a limit of one locks at once, twice as long the next time', async () => {
  const one = counter({ hits: 1, window: 10, lock: 30, lockMost: 1000 })
  expect(await takeHit(db, one)).toEqual({ ok: true, left: 0, inARow: 1 })
  expect(await takeHit(db, one)).toEqual({ ok: false, retryAfter: 30 })
  await after(30)
  expect(await takeHit(db, one)).toMatchObject({ ok: true })
  expect(await takeHit(db, one)).toEqual({ ok: false, retryAfter: 60 })
})

test('a limit of one without a lock waits for its window', async () => {
  const one = counter({ hits: 1, window: 10 })
  await takeHit(db, one)
  expect(await takeHit(db, one)).toEqual({ ok: false, retryAfter: 10 })
  await after(10)
  expect(await takeHit(db, one)).toMatchObject({ ok: true })
})

async function lockTwice() {
  await takeHit(db, locking)
  await takeHit(db, locking)
}

test('a lock doubles, up to the most, and is short again a day after the last hit', async () => {
  await lockTwice()
  let now = 0
  for (const length of [30, 60, 100, 100]) {
    expect(await secondsLocked(db, locking)).toBe(length)
    now += length
    await after(now)
    expect(await secondsLocked(db, locking)).toBe(0)
    await lockTwice()
  }
  now += locking.limit.window + 24 * 3600
  await after(now)
  await lockTwice()
  expect(await secondsLocked(db, locking)).toBe(100)
  await after(now + locking.limit.window + 24 * 3600 + 1)
  await lockTwice()
  expect(await secondsLocked(db, locking)).toBe(30)
})

test('what did not happen is taken back, with the lock and its doubling', async () => {
  await lockTwice()
  await takeBackHit(db, locking)
  expect(await secondsLocked(db, locking)).toBe(0)
  expect(await takeHit(db, locking)).toEqual({ ok: true, left: 0, inARow: 2 })
  expect(await secondsLocked(db, locking)).toBe(30)
})

test('taking back counts down to none, and one that was refused leaves as many as pass', async () => {
  await takeHit(db, locking)
  await takeBackHit(db, locking)
  await takeBackHit(db, locking)
  expect(await takeHit(db, locking)).toEqual({ ok: true, left: 1, inARow: 1 })
  await takeHit(db, locking)
  await takeHit(db, locking)
  await takeBackHit(db, locking)
  expect(await takeHit(db, locking)).toMatchObject({ ok: true, left: 0 })
})

test('only this counter of this subject is taken back', async () => {
  await lockTwice()
  await takeBackHit(db, { ...locking, subject: 'other' })
  await takeBackHit(db, { ...locking, name: 'other' })
  expect(await secondsLocked(db, locking)).toBe(30)
  expect(await secondsLocked(db, { ...locking, subject: 'other' })).toBe(0)
  expect(await secondsLocked(db, { ...locking, name: 'other' })).toBe(0)
})

test('forgotten: one subject, or all that begin with it and a colon', async () => {
  for (const subject of ['n', 'n:device', 'n:other', 'nn', 'm'])
    await takeHit(db, counter({ hits: 2, window: 9 }, subject))
  await forgetHit(db, { name: 'test', subject: 'n:other' })
  expect(await names()).toEqual(['m', 'n', 'n:device', 'nn'])
  await forgetHitEverywhere(db, { name: 'another', subject: 'n' })
  expect(await names()).toEqual(['m', 'n', 'n:device', 'nn'])
  await forgetHitEverywhere(db, { name: 'test', subject: 'n' })
  expect(await names()).toEqual(['m', 'nn'])
})

test('purged: what decides nothing any more; a series stays, a lock stays', async () => {
  await takeHit(db, counter({ hits: 5, window: 10 }, 'old'))
  await takeHit(db, counter({ hits: 5, window: 10 }, 'row', 'series'))
  await takeHit(db, counter({ hits: 1, window: 10, lock: 10 * limits.kept.counters }, 'locked'))
  const purge = () => purgeLimits(db, 10, ['series'])
  await after(10 + limits.kept.counters)
  expect(await purge()).toBe(0)
  await after(10 + limits.kept.counters + 1)
  expect(await purge()).toBe(1)
  expect(await names()).toEqual(['locked', 'row'])
  await after(10 * limits.kept.counters + 1)
  await purge()
  expect(await names()).toEqual(['row'])
  await after(10 + limits.kept.series + 1)
  expect(await purge()).toBe(1)
})

test('purged a few at a time, the oldest first', async () => {
  for (const [i, subject] of ['a', 'b', 'c'].entries()) await takeHit(db, counter({ hits: 5, window: 10 + i }, subject))
  await after(20 + limits.kept.counters)
  expect(await purgeLimits(db, 2, [])).toBe(2)
  expect(await names()).toEqual(['c'])
})

test('an office counts by larger limits, each under its own name', () => {
  const from = { address: '10.20.3.4', isOffice: false }
  const office = { ...from, isOffice: true }
  expect(sendsFrom(from)).toEqual({ name: 'sends-address', subject: '10.20.3.4', limit: limits.sendsPerAddress })
  expect(sendsFrom(office).limit).toBe(limits.sendsPerOffice)
  const wrong = { name: 'wrong-passwords-address', subject: '10.20.3.4' }
  expect(wrongPasswordsFrom(from)).toEqual({ ...wrong, limit: limits.wrongPasswordsPerAddress })
  expect(wrongPasswordsFrom(office)).toEqual({ ...wrong, limit: limits.wrongPasswordsPerOffice })
})
