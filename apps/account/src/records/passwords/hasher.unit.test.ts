// The queue before the hash, and the hash itself as the policy has it.
import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { createHasher, HashQueueFull } from './hasher.ts'

const outcomes = async (tries: readonly Promise<unknown>[]) => {
  const settled = await Promise.allSettled(tries)
  return settled.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[]
}

test('limits: as many hashes at once as cores, 64 wait, the next is turned away; afterwards there is room again', async () => {
  const hasher = await createHasher({ ...limits.hash, memoryKiB: 64, passes: 1 })
  const room = availableParallelism() + limits.hash.queue
  const begin = (count: number) => Array.from({ length: count }, (_, n) => hasher.verify(undefined, `guess ${n}`))
  expect(await outcomes(begin(room))).toEqual([])
  const [refused, ...more] = await outcomes(begin(room + 1))
  expect([refused?.reason, more]).toEqual([expect.any(HashQueueFull), []])
  expect(await outcomes(begin(room))).toEqual([])
})

test('limits: argon2id with 32 MiB, 3 passes, 1 lane; a weaker hash is outdated', async () => {
  const hasher = await createHasher(limits.hash)
  const made = await hasher.hash('Rất-Kín-2846')
  expect(made).toMatch(/^\$argon2id\$v=19\$m=32768,t=3,p=1\$/)
  expect([hasher.isOutdated(made), await hasher.verify(made, 'Rất-Kín-2846')]).toEqual([false, true])
  for (const weaker of ['m=32767,t=3,p=1', 'm=32768,t=2,p=1', 'm=32768,t=3,p=2'])
    expect(hasher.isOutdated(made.replace('m=32768,t=3,p=1', weaker))).toBe(true)
})
