// The hash itself, as the policy has it.
import { expect, test } from 'vitest'
import { limits } from '../../limits.ts'
import { createHasher } from './hasher.ts'

test('limits: argon2id with 32 MiB, 3 passes, 1 lane; a weaker hash is outdated', async () => {
  const hasher = await createHasher(limits.hash)
  const made = await hasher.hash('Rất-Kín-2846')
  expect(made).toMatch(/^\$argon2id\$v=19\$m=32768,t=3,p=1\$/)
  expect([hasher.isOutdated(made), await hasher.verify(made, 'Rất-Kín-2846')]).toEqual([false, true])
  for (const weaker of ['m=32767,t=3,p=1', 'm=32768,t=2,p=1', 'm=32768,t=3,p=2'])
    expect(hasher.isOutdated(made.replace('m=32768,t=3,p=1', weaker))).toBe(true)
})
