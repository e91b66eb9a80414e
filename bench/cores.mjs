// npm run bench:cores: whole direct sign-ins per second with everything (service, database, and the people who play) on one core, and on
// two. Options: --seconds N · --rounds N · --json. Linux only; exits with 1 where two cores give less than 1.8 times as much as one.
import { spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from '../scripts/build.mjs'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
    inner: { type: 'boolean', default: false },
  },
})
const least = 1.8
const seconds = Number(values.seconds)
const inFlight = 8

if (values.inner) console.log(JSON.stringify(await measure()))
else tell(rounds())

async function measure() {
  const { withWorld } = await import('./world.mjs')
  const { measureScenario, runTimes } = await import('./load.mjs')
  const { warmUpSignIns } = await import('./measure.mjs')
  return withWorld({ officers: 2000 }, async ({ hash, db, service, people }) => {
    await runTimes(warmUpSignIns, people.direct, 2)
    const { perSecond, bareHashPerSecond } = await measureScenario({
      service,
      db,
      hash,
      work: people.direct,
      seconds,
      inFlight,
    })
    return { perSecond, bareHashPerSecond }
  })
}

/** One core and two in turn, so that a machine whose speed drifts is fair to both. */
function rounds() {
  build(['account', 'sandbox'])
  return Array.from({ length: Number(values.rounds) }, () => {
    const [one, two] = ['0', '0,1'].map(on)
    return { one, two, ratio: two.perSecond / one.perSecond, hashRatio: two.bareHashPerSecond / one.bareHashPerSecond }
  })
}

function on(cores) {
  const words = ['-c', cores, process.execPath, fileURLToPath(import.meta.url), '--inner', '--seconds', values.seconds]
  const { stdout, status, error } = spawnSync('taskset', words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (error || status !== 0) throw error ?? new Error(`the run on ${cores} ended with ${status}`)
  return JSON.parse(stdout)
}

function tell(all) {
  const sorted = all.map((one) => one.ratio).toSorted((x, y) => x - y)
  const ratio = (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2
  if (values.json)
    console.log(JSON.stringify({ at: new Date().toISOString(), load: loadavg()[0], rounds: all, ratio }, null, 2))
  else {
    console.log('| | one core, sign-ins/s | two cores | ratio | the bare hash’s |\n|---|--:|--:|--:|--:|')
    for (const [i, { one, two, ...row }] of all.entries())
      console.log(
        `| ${i + 1} | ${one.perSecond.toFixed(1)} | ${two.perSecond.toFixed(1)} | ${row.ratio.toFixed(2)} | ${row.hashRatio.toFixed(2)} |`,
      )
    console.log(`\nmedian ${ratio.toFixed(2)}, at least ${least} wanted`)
  }
  if (ratio < least) process.exitCode = 1
}
