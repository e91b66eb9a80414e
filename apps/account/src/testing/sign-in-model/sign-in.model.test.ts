// The standby door held against its reference, in sequences that nobody thought of. MODEL_SEQUENCES and MODEL_SEED: `npm run model`.
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { buildTestService } from '../build-app.ts'
import { answers, days } from './commands.ts'
import { RealDoor } from './real-door.ts'
import { ReferenceDoor } from './reference-door.ts'
import { everyAnswer, scriptedDay } from './scripted-day.ts'

const sequences = Number(process.env['MODEL_SEQUENCES'] ?? 40)
const seed = Number(process.env['MODEL_SEED'] ?? 20231120)
const longest = 80

const service = await buildTestService()
afterAll(service.close)

const start = async () => ({ model: new ReferenceDoor(), real: await RealDoor.begin(service) })

test('a day in which every answer is given: the service answers as the reference does', async () => {
  const { model, real } = await start()
  await scriptedDay({ reference: model, real })
  expect(everyAnswer.filter((answer) => !answers.has(answer))).toEqual([])
})

test(`${sequences} sequences of seed ${seed}: the service answers as the reference does`, { timeout: 0 }, async () => {
  answers.clear()
  const property = fc.asyncProperty(days(longest), (day) => fc.asyncModelRun(start, day))
  await fc.assert(property, { numRuns: sequences, seed })
  const commands = [...answers.values()].reduce((sum, count) => sum + count, 0)
  expect(commands).toBeGreaterThan(sequences)
  const told = [...answers].sort().map(([answer, count]) => `${answer} ${count}`)
  console.log(`${commands} answers; ${told.join(', ')}`)
})
