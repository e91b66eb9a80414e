// npm run watch:simulate [-- --days N --each N --seed S --skip-ablation]: plays scripted days and prints what the watch made of them.
// Long runs in parts: --from N --save FILE plays days N and later and keeps what came of them; --tables FILE,FILE prints them together.
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { omissions, signDays } from './ablation.ts'
import { type Outcome, playDay } from './outcome.ts'
import { printAblation, printConfusion, printFaults, printNormal, printSigns } from './tables.ts'
import type { Omission } from './watch-day.ts'
import { faults, normal, trials } from './world/scripts.ts'

/** -1: a normal day. */
type Task = { script: number; seed: number; without?: Omission | undefined }

const scripts = [...faults, ...trials]
const playTask = ({ script, seed, without }: Task): Outcome =>
  playDay(script < 0 ? normal : scripts[script]!, seed, without)

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

function tasks(): Task[] {
  const [each, from] = [Number(values.each), Number(values.from)]
  const list: Task[] = []
  for (let i = from; i < from + Number(values.days); i += 1) list.push({ script: -1, seed: seedOf(-1, i) })
  for (const script of faults.keys())
    for (let i = from; i < from + each; i += 1) list.push({ script, seed: seedOf(script, i) })
  return values['skip-ablation'] ? list : [...list, ...ablation(each)]
}

/** Each sign left out: on its own days as many as there are, on a quarter of all others. */
function ablation(each: number): Task[] {
  const list: Task[] = []
  for (let script = faults.length; script < scripts.length; script += 1)
    for (let i = 0; i < each; i += 1) list.push({ script, seed: seedOf(script, i) })
  const fewer = Math.ceil(each / 4)
  for (const without of omissions) {
    for (const [script, { name }] of scripts.entries())
      for (let i = 0; i < (signDays[without].includes(name) ? each : fewer); i += 1)
        list.push({ script, seed: seedOf(script, i), without })
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
  if (outcomes.some(({ without }) => without)) {
    printSigns(outcomes)
    printAblation(outcomes, Math.ceil(Number(values.each) / 4))
  }
  console.log(failed.length ? `\nNot reached:\n  ${failed.join('\n  ')}` : '\nEvery target is reached.')
  console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`)
  process.exitCode = failed.length ? 1 : 0
} else {
  const tell = parentPort?.postMessage.bind(parentPort)
  tell?.((workerData as Task[]).map(playTask))
}
