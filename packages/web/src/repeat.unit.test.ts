// Work that comes back by itself: asked for soon, it waits until answers have left, and is done once.
import { expect, test } from 'vitest'
import { createLog } from './log.ts'
import { repeat } from './repeat.ts'

const log = createLog('test', 'silent')
const minute = 60_000
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

test('asked for ten times at once: nothing in the first moment, one round after it', async () => {
  const rounds: number[] = []
  const started = performance.now()
  const work = repeat(log, minute, async () => void rounds.push(performance.now() - started))
  for (let i = 0; i < 10; i += 1) work.soon()
  await wait(400)
  expect(rounds).toHaveLength(1)
  expect(rounds[0]).toBeGreaterThanOrEqual(95)
  work.soon()
  await wait(400)
  expect(rounds).toHaveLength(2)
  await work.stop()
})

test('asked for during a round: one more round comes; after the end none', async () => {
  let rounds = 0
  const work = repeat(log, minute, async () => {
    rounds += 1
    await wait(50)
  })
  work.now()
  work.now()
  work.now()
  await wait(200)
  expect(rounds).toBe(2)
  work.soon()
  await work.stop()
  await wait(200)
  expect(rounds).toBe(2)
})
