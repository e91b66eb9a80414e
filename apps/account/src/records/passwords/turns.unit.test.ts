// Who gets a turn, who waits for one, and who is told at once that it would take too long.
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { createTurns, HashQueueFull, type Turns } from './turns.ts'

const { wait } = limits.hash

/** How many of a hundred who come at the same moment and stay are let in; the others are told at once. */
async function letIn({ admit }: Turns): Promise<number> {
  const leave = Promise.withResolvers<void>()
  const crowd = Array.from({ length: 100 }, () => admit(() => leave.promise))
  const told: unknown[] = []
  for (const one of crowd) one.catch((error: unknown) => told.push(error))
  await sleep(0)
  leave.resolve()
  await Promise.allSettled(crowd)
  expect(told.every((error) => error instanceof HashQueueFull)).toBe(true)
  return crowd.length - told.length
}

test('limits: whoever would wait longer than 0.6 s for a turn is turned away at once; afterwards there is room again', async () => {
  const turns = createTurns({ atOnce: 2, wait, took: 100 })
  // Two at it, and six rounds of two in 0.6 s.
  for (let round = 0; round < 2; round += 1) expect(await letIn(turns)).toBe(2 + 12)
})

test('a turn that takes longer than before makes room for fewer, but always for two rounds', async () => {
  const turns = createTurns({ atOnce: 2, wait, took: 1 })
  expect(await letIn(turns)).toBe(100)
  for (let n = 0; n < 40; n += 1) await turns.take(() => sleep(50))
  expect(await letIn(turns)).toBeLessThanOrEqual(2 + 24)
  expect(await letIn(createTurns({ atOnce: 2, wait, took: 60_000 }))).toBe(2 + 4)
})

test('one person’s many turns count as many; turns are taken in order, so many at once', async () => {
  const turns = createTurns({ atOnce: 2, wait, took: 100 })
  const leave = Promise.withResolvers<void>()
  const order: number[] = []
  const many = Array.from({ length: 15 }, (_, n) =>
    turns.take(async () => {
      order.push(n)
      await leave.promise
    }),
  )
  expect(turns.load()).toEqual({ running: 2, waiting: 13 })
  await expect(turns.admit(async () => {})).rejects.toBeInstanceOf(HashQueueFull)
  leave.resolve()
  await Promise.all(many)
  expect([order, turns.load()]).toEqual([[...Array(15).keys()], { running: 0, waiting: 0 }])
})

test('who failed gives the turn on, and makes room', async () => {
  const turns = createTurns({ atOnce: 1, wait: 0, took: 100 })
  for (let n = 0; n < 3; n += 1)
    await expect(turns.admit(() => turns.take(() => Promise.reject(new Error('no'))))).rejects.toThrow('no')
  expect(await turns.admit(() => turns.take(async () => 'in'))).toBe('in')
})
