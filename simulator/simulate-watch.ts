// npm run watch:simulate [-- --days N --each N --seed S --skip-ablation]: plays scripted days and prints what the watch made of them.
// Long runs in parts: --from N --save FILE plays days N and later and keeps what came of them; --tables FILE,FILE prints them together.
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type Outcome, outcomeOf } from './outcome.ts'
import { printAblation, printConfusion, printFaults, printNormal } from './tables.ts'
import { type Omission, watchDay } from './watch-day.ts'
import { makeDay } from './world/day.ts'
import { faults, normal } from './world/scripts.ts'

/** -1: a normal day. */
type Task = { script: number; seed: number; without?: Omission | undefined }

const before = 2.6 * 3600
const after = 1800
const dayLength = 86_400

function playTask({ script, seed, without }: Task): Outcome {
  const day = makeDay(script < 0 ? normal : faults[script]!, seed)
  const { from, until } = day.script
  const isNormal = script < 0
  const start = isNormal ? 0 : Math.max(0, Math.floor((from - before) / 5) * 5)
  return outcomeOf(day.script, watchDay(day, start, isNormal ? dayLength : until + after, without), without)
}

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '600' },
    each: { type: 'string', default: '50' },
    seed: { type: 'string', default: '20231120' },
    from: { type: 'string', default: '0' },
    save: { type: 'string' },
    tables: { type: 'string' },
    'skip-ablation': { type: 'boolean', default: false },
  },
})

/** Days of different kinds, seeds and omissions never share their chance. */
const seedOf = (kind: number, index: number) =>
  (Number(values.seed) * 1_000_003 + (kind + 2) * 7_919_777 + index * 104_729) >>> 0

const omissions: readonly Omission[] = [
  'looks',
  'returns',
  'errors',
  'presses',
  'leaving out the worst agency',
  'one vote a browser',
  'closer looks in doubt',
]

function tasks(): Task[] {
  const [each, from] = [Number(values.each), Number(values.from)]
  const list: Task[] = []
  for (let i = from; i < from + Number(values.days); i += 1) list.push({ script: -1, seed: seedOf(-1, i) })
  for (const script of faults.keys())
    for (let i = from; i < from + each; i += 1) list.push({ script, seed: seedOf(script, i) })
  if (values['skip-ablation']) return list
  const fewer = Math.ceil(each / 2)
  for (const without of omissions) {
    for (const script of faults.keys())
      for (let i = 0; i < fewer; i += 1) list.push({ script, seed: seedOf(script, i), without })
    for (let i = 0; i < fewer * 4; i += 1) list.push({ script: -1, seed: seedOf(-1, i), without })
  }
  return list
}

const saved = (files: string): Outcome[] =>
  files.split(',').flatMap((file) => JSON.parse(readFileSync(file, 'utf8')) as Outcome[])

async function playAll(list: Task[]): Promise<Outcome[]> {
  const workers = Math.min(availableParallelism(), 8)
  const parts = Array.from({ length: workers }, (_, w) => list.filter((_task, i) => i % workers === w))
  const done = await Promise.all(parts.map((part) => inWorker(part)))
  // In the order of the list again: the tables compare the same days with and without a sign.
  return list.map((_task, i) => done[i % workers]![Math.floor(i / workers)]!)
}

function inWorker(part: Task[]): Promise<Outcome[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: part, argv: process.argv.slice(2) })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

if (isMainThread) {
  const started = performance.now()
  const outcomes = values.tables ? saved(values.tables) : await playAll(tasks())
  if (values.save) writeFileSync(values.save, JSON.stringify(outcomes))
  const whole = outcomes.filter(({ without }) => without === undefined)
  console.log(`${whole.length} days, seed ${values.seed}\n`)
  const failed = [printFaults(whole), printNormal(whole)].flat()
  printConfusion(whole)
  if (outcomes.some(({ without }) => without)) printAblation(outcomes, omissions)
  console.log(failed.length ? `\nNot reached:\n  ${failed.join('\n  ')}` : '\nEvery target is reached.')
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`)
  process.exitCode = failed.length ? 1 : 0
} else {
  const tell = parentPort?.postMessage.bind(parentPort)
  tell?.((workerData as Task[]).map(playTask))
}
