// Every counter of limits.ts at its boundaries: the n-th passes and the next waits; a second before its time is over too, a second after it no more.
import { stopClock } from '@motcua/db/clock.ts'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { type Limit, limits } from '../../limits.ts'
import { buildTestService } from '../../testing/build-app.ts'
import { takeHit } from './take-hit.ts'

const service = await buildTestService()
const { db } = service.deps
afterAll(service.close)

// The clock stands still: three hundred hits on a busy machine take longer than the second that is asked for.
const start = Date.now()
let clock = 0
const wait = async (seconds: number) => {
  clock += seconds
  await stopClock(db, new Date(start + clock * 1000))
}
beforeEach(() => wait(-clock))

/** Rows that count hits; a gateway's breaker counts failures in rows of its own. */
const counters = Object.entries(limits).flatMap(([name, row]): [string, Limit][] =>
  'hits' in row && name !== 'breaker' ? [[name, row]] : [],
)
const locking = counters.filter(([, { lock }]) => lock)
const windows = counters.filter(([, { lock }]) => !lock)

const taker = (name: string, limit: Limit) => {
  const counter = { name: `test-${name}`, subject: `${Math.random()}`, limit }
  return () => takeHit(db, counter)
}
async function useUp(take: ReturnType<typeof taker>, { hits }: Limit) {
  for (let left = hits - 1; left >= 0; left -= 1) expect(await take()).toMatchObject({ ok: true, left })
}

test.each(windows)('limits: %s, n pass and the next waits for the end of the window', async (name, limit) => {
  const take = taker(name, limit)
  await useUp(take, limit)
  expect(await take()).toMatchObject({ ok: false })
  await wait(limit.window - 1)
  expect(await take()).toMatchObject({ ok: false })
  await wait(2)
  expect(await take()).toMatchObject({ ok: true, left: limit.hits - 1 })
})

test.each(locking)(
  'limits: %s, n in the window lock, each time for twice as long up to the most',
  async (name, limit) => {
    const { lock = 0, lockMost = 0 } = limit
    const take = taker(name, limit)
    for (let length = lock; ; length = Math.min(2 * length, lockMost)) {
      await useUp(take, limit)
      await wait(length - 1)
      expect(await take()).toMatchObject({ ok: false })
      await wait(2)
      if (length === lockMost) break
    }
    await useUp(take, limit)
    await wait(lockMost - 1)
    expect(await take()).toMatchObject({ ok: false })
  },
)

test.each(locking)('limits: %s, n spread over more than the window lock nobody', async (name, limit) => {
  const take = taker(name, limit)
  for (let hit = 1; hit < limit.hits; hit += 1) await take()
  await wait(limit.window + 1)
  expect(await take()).toMatchObject({ ok: true, left: limit.hits - 1 })
})
