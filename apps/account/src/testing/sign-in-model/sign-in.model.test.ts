// The standby door held against its reference, in sequences that nobody thought of. MODEL_SEQUENCES, MODEL_SEED, MODEL_MINUTES: `npm run model`.
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { answers, days } from './commands.ts'
import { buildModelService, RealDoor } from './real-door.ts'
import { ReferenceDoor } from './reference-door.ts'
import { everyAnswer, scriptedDay } from './scripted-day.ts'

const sequences = Number(process.env['MODEL_SEQUENCES'] ?? 40)
const seed = Number(process.env['MODEL_SEED'] ?? 20231120)
const minutes = Number(process.env['MODEL_MINUTES'] ?? 0)
const longest = 80

/** Then a new service takes over: a database that grows with every sequence answers slower and slower. */
const sequencesMost = 1000

let service = await buildModelService()
afterAll(() => service.close())

type Day = ReturnType<typeof days> extends fc.Arbitrary<infer Made> ? Made : never
type Both = { model: ReferenceDoor; real: RealDoor }
const start = async (): Promise<Both> => ({ model: new ReferenceDoor(), real: await RealDoor.begin(service) })

/** No code left that nobody was told of. */
const compareSent = async ({ model, real }: Both) => expect(await real.sent()).toBe(model.sent)

test('a day in which every answer is given: the service answers as the reference does', async () => {
  const doors = await start()
  await scriptedDay({ reference: doors.model, real: doors.real })
  await compareSent(doors)
  expect(everyAnswer.filter((answer) => !answers.has(answer))).toEqual([])
})

test(`${sequences} sequences of seed ${seed}: the service answers as the reference does`, { timeout: 0 }, async () => {
  answers.clear()
  let begun = 0
  const play = async (day: Day) => {
    begun += 1
    if (begun % sequencesMost === 0) {
      await service.close()
      service = await buildModelService()
    }
    const doors = await start()
    await fc.asyncModelRun(() => doors, day)
    await compareSent(doors)
  }
  const time = minutes > 0 ? { interruptAfterTimeLimit: minutes * 60_000 } : {}
  await fc.assert(fc.asyncProperty(days(longest), play), { numRuns: sequences, seed, ...time })
  const commands = [...answers.values()].reduce((sum, count) => sum + count, 0)
  expect(commands).toBeGreaterThan(begun)
  const told = [...answers].sort().map(([answer, count]) => `${answer} ${count}`)
  console.log(`${begun} sequences, ${commands} answers; ${told.join(', ')}`)
})
