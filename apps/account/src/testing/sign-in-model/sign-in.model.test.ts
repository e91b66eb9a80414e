// The standby door held against its reference, in sequences that nobody thought of. MODEL_SEQUENCES and MODEL_SEED: `npm run model`.
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { buildTestService } from '../build-app.ts'
import { answers, days } from './commands.ts'
import { RealDoor } from './real-door.ts'
import { ReferenceDoor } from './reference-door.ts'

const sequences = Number(process.env['MODEL_SEQUENCES'] ?? 40)
const seed = Number(process.env['MODEL_SEED'] ?? 20231120)
const longest = 80

const service = await buildTestService()
afterAll(service.close)

test(`${sequences} sequences of seed ${seed}: the service answers as the reference does`, { timeout: 0 }, async () => {
  // Each of these must have been met, or the run has shown little.
  const wanted = [
    'password: locked',
    'right code: in',
    'right code: refused',
    'wrong code: refused',
    'older code: refused',
  ]
  const missing = () => [...wanted, 'send again: sent', 'visit: true'].filter((answer) => !answers.has(answer))
  await fc.assert(
    fc.asyncProperty(days(longest), async (day) => {
      const start = async () => ({ model: new ReferenceDoor(), real: await RealDoor.begin(service) })
      await fc.asyncModelRun(start, day)
    }),
    { numRuns: sequences, seed },
  )
  expect(missing()).toEqual([])
  const commands = [...answers.values()].reduce((sum, count) => sum + count, 0)
  const told = [...answers].sort().map(([answer, count]) => `${answer} ${count}`)
  console.log(`${commands} answers; ${told.join(', ')}`)
})
