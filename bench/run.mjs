// npm run bench: whole sign-ins by both doors over real HTTP against the account service as production runs it, on PostgreSQL with fsync.
// Options: --seconds N (per scenario) · --closed (no open loop) · --officers N · --warm-up N (sign-ins by each door) · --json (stdout is JSON) · --statements (lists the SQL) · --profile FOLDER.
// How to read the figures: docs/performance.md. Exits with 1 where its count of sign-ins is not the audit's.
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../scripts/build.mjs'
import { root } from '../scripts/paths.mjs'
import { auditedSignIns } from './database.mjs'
import { memory, warmUpSignIns } from './measure.mjs'
import { closedTable, crowdedTable, openTable, statementsOf } from './report.mjs'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    officers: { type: 'string', default: '5000' },
    'warm-up': { type: 'string', default: String(warmUpSignIns) },
    closed: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    statements: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
})
const seconds = Number(options.seconds)
const officers = Number(options.officers)
const warmUp = Number(options['warm-up'])
const closed = [
  { door: 'direct', inFlight: 1 },
  { door: 'direct', inFlight: 2 },
  { door: 'direct', inFlight: 8 },
  { door: 'portal', inFlight: 1 },
  { door: 'portal', inFlight: 8 },
]
/** People who come per second, in parts of what the fullest closed loop took. */
const crowds = [0.5, 0.9, 4]
/** People at once while a page is asked for. */
const pagesWith = [32, 64]
const warmUpInFlight = 8
/** 8 ms where a bare minimum takes 0.7: decision 0016. */
const mostBareSignIns = 11.4

const say = (text) => process.stderr.write(`${text}\n`)

if (process.platform !== 'linux') {
  say('The bench reads CPU and memory from /proc: it runs on Linux only.')
  process.exit(1)
}
build(['account', 'sandbox'])
const { bareSignIn } = await import('./bare-sign-in.mjs')
const { bareStatement } = await import('./bare-statement.mjs')
const { machineOf, withWorld } = await import('./world.mjs')
const { countStatements, measurePage, measureScenario, runTimes } = await import('./load.mjs')
const { openLoop } = await import('./open-loop.mjs')

const bench = () =>
  withWorld({ officers, flags: options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [] }, measure)

async function measure({ hash, db, service, front, people, readyMiB }) {
  say(`warm-up, ${warmUp} sign-ins by each door`)
  for (const door of ['direct', 'portal']) await runTimes(warmUp, people[door], warmUpInFlight)
  const statements = {
    direct: await countStatements(db, people.direct),
    portal: await countStatements(db, people.portal),
  }
  const scenarios = []
  for (const { door, inFlight } of closed) {
    say(`${door} door, ${inFlight} in flight, ${seconds} s`)
    scenarios.push({ door, ...(await measureScenario({ service, db, hash, work: people[door], seconds, inFlight })) })
  }
  const crowded = []
  for (const inFlight of options.closed ? [] : pagesWith) {
    say(`a page beside ${inFlight} in flight, ${seconds} s`)
    crowded.push(await measurePage({ service, front, work: people.direct, seconds, inFlight }))
  }
  const most = Math.max(...scenarios.filter(({ door }) => door === 'direct').map(({ perSecond }) => perSecond))
  const open = []
  for (const times of options.closed ? [] : crowds) {
    say(`open loop, ${times} × ${most.toFixed(0)} a second, ${seconds} s`)
    open.push(await openLoop({ people, front, perSecond: times * most, seconds }))
  }
  const audited = await auditedSignIns(db)
  if (audited !== people.done()) throw new Error(`${people.done()} sign-ins here, and ${audited} in the audit`)
  const fullest = scenarios.filter(({ door }) => door === 'direct').at(-1)
  const bare = await bareSignIn(db, fullest.inFlight, seconds)
  return {
    at: new Date().toISOString(),
    machine: await machineOf(db),
    load: loadavg()[0],
    hash: hash.parameters,
    officers,
    secondsEach: seconds,
    signIns: people.done(),
    auditedSignIns: audited,
    startMs: service.readyMs(),
    readyMiB,
    peakMiB: memory(service.pid()).peak,
    statements,
    bareStatement: await bareStatement(db),
    bareSignIn: bare,
    ownInBareSignIns: fullest.ownCostMs / (bare.appMs + bare.dbMs),
    scenarios,
    crowded,
    open,
  }
}

function keep(figures) {
  const folder = join(root, 'bench/results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'latest.json'), `${JSON.stringify(figures, null, 2)}\n`)
}

function tell(figures) {
  if (options.json) return console.log(JSON.stringify(figures, null, 2))
  const { hash, statements, startMs, readyMiB, peakMiB, load } = figures
  console.log(`${figures.machine}; load ${load.toFixed(1)}; argon2id ${hash.memoryKiB}/${hash.passes}/${hash.lanes};`)
  console.log(`${officers} officers; per full sign-in:\n\n${closedTable(figures.scenarios)}\n`)
  if (figures.crowded.length > 0)
    console.log(`a page that hashes nothing, while people sign in:\n\n${crowdedTable(figures.crowded)}\n`)
  if (figures.open.length > 0)
    console.log(`the direct door, people who come by themselves:\n\n${openTable(figures.open)}\n`)
  for (const { why, times } of figures.open.flatMap((crowd) => crowd.failures)) console.log(`${times} × ${why}`)
  const each = (door) => statements[door]?.each.toFixed(1) ?? 'not counted (no pg_stat_statements)'
  console.log(`SQL statements: direct ${each('direct')}, portal ${each('portal')}`)
  const bare = figures.bareStatement
  console.log(
    `a bare statement, one at a time: ${bare.appMs.toFixed(3)} ms CPU here, ${bare.dbMs.toFixed(3)} ms in the database`,
  )
  const least = figures.bareSignIn
  console.log(
    `a bare sign-in: ${least.appMs.toFixed(2)} ms CPU of its server, ${least.dbMs.toFixed(2)} ms in the database; ours is ${figures.ownInBareSignIns.toFixed(1)} of them (wanted: at most ${mostBareSignIns})`,
  )
  console.log(
    `start to ready ${startMs.toFixed(0)} ms; RSS ${readyMiB.toFixed(0)} MiB, at most ${peakMiB.toFixed(0)} MiB`,
  )
  console.log(`${figures.signIns} sign-ins counted here, ${figures.auditedSignIns} in the audit`)
  if (!options.statements) return
  for (const [door, list] of Object.entries(statements)) if (list) console.log(`\n${door}\n${statementsOf(list)}`)
}

try {
  const figures = await bench()
  keep(figures)
  tell(figures)
} catch (error) {
  say(error.stack)
  process.exitCode = 1
}
