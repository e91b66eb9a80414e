// npm run bench: whole sign-ins by both doors over real HTTP against the account service as production runs it, on PostgreSQL with fsync.
// Options: --seconds N (per scenario) · --closed (no open loop) · --officers N · --json (stdout is JSON) · --statements (lists the SQL) · --profile FOLDER.
// How to read the figures: docs/performance.md. Exits with 1 where its count of sign-ins is not the audit's.
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../scripts/build.mjs'
import { root } from '../scripts/paths.mjs'
import { bareStatement } from './bare-statement.mjs'
import { auditedSignIns, startCounting, startDatabase, stopCounting } from './database.mjs'
import { memory } from './measure.mjs'
import { closedTable, openTable, statementsOf } from './report.mjs'
import { createFront } from '../harness/front.ts'
import { standInSettings, startGateway } from '../harness/gateway.ts'
import { host, productionSettings, startNodes } from '../harness/nodes.ts'
import { officersCsv, openByHand, prepareOfficers } from '../harness/officers.ts'
import { startSandbox } from '../harness/sandbox.ts'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    officers: { type: 'string', default: '5000' },
    closed: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    statements: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
})
const seconds = Number(options.seconds)
const officers = Number(options.officers)
const closed = [
  { door: 'direct', inFlight: 1 },
  { door: 'direct', inFlight: 2 },
  { door: 'direct', inFlight: 8 },
  { door: 'portal', inFlight: 1 },
  { door: 'portal', inFlight: 8 },
]
/** People who come per second, in parts of what the fullest closed loop took. */
const crowds = [0.5, 0.9, 4]
const warmUpSeconds = 8
const counted = 50

const say = (text) => process.stderr.write(`${text}\n`)

if (process.platform !== 'linux') {
  say('The bench reads CPU and memory from /proc: it runs on Linux only.')
  process.exit(1)
}
build(['account', 'sandbox'])
const { makeHash } = await import('./bare-hash.mjs')
const { measureScenario, runFor, runTimes } = await import('./load.mjs')
const { openLoop } = await import('./open-loop.mjs')
const { peopleOf } = await import('./walks.mjs')

/** Starts everything, measures, and stops everything however it ends. */
async function bench() {
  const stops = []
  const kept = (part) => {
    stops.unshift(part.stop)
    return part
  }
  try {
    const hash = await makeHash()
    const db = kept(await startDatabase())
    const gateway = kept(await startGateway())
    // The portal is the sandbox's, a process of its own that is not counted; messages go to the stand-in.
    const sandbox = kept(await startSandbox(officersCsv(officers)))
    const flags = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : []
    const settings = productionSettings(db.url, { ...sandbox.settings, ...standInSettings(gateway) })
    const [service] = kept(await startNodes(1, { settings, flags })).nodes
    return await measure({ hash, db, gateway, sandbox, service }).catch((error) => {
      say(`— the service's last lines:\n${service.log().split('\n').slice(-8).join('\n')}`)
      throw error
    })
  } finally {
    for (const stop of stops) await stop()
  }
}

async function measure({ hash, db, gateway, sandbox, service }) {
  await prepareOfficers(db.query, { officers, hash: hash.hash })
  await openByHand(db.query)
  await rememberBusyMinutes(db.query)
  const readyMiB = memory(service.pid()).now
  const front = createFront({ ports: [service.port], host })
  const people = peopleOf({ front, gateway, sandbox, password: hash.password, officers })
  say(`warm-up, ${warmUpSeconds} s`)
  await runFor(warmUpSeconds, Math.max(...closed.map(({ inFlight }) => inFlight)), people.direct)
  const statements = {
    direct: await countStatements(db, people.direct),
    portal: await countStatements(db, people.portal),
  }
  const scenarios = []
  for (const { door, inFlight } of closed) {
    say(`${door} door, ${inFlight} in flight, ${seconds} s`)
    scenarios.push({ door, ...(await measureScenario({ service, db, hash, work: people[door], seconds, inFlight })) })
  }
  const most = Math.max(...scenarios.filter(({ door }) => door === 'direct').map(({ perSecond }) => perSecond))
  const open = []
  for (const times of options.closed ? [] : crowds) {
    say(`open loop, ${times} × ${most.toFixed(0)} a second, ${seconds} s`)
    open.push(await openLoop({ people, front, perSecond: times * most, seconds }))
  }
  const audited = await auditedSignIns(db)
  if (audited !== people.done()) throw new Error(`${people.done()} sign-ins here, and ${audited} in the audit`)
  return {
    at: new Date().toISOString(),
    machine: `${availableParallelism()} cores, ${cpus()[0]?.model}, Node ${process.version}, PostgreSQL ${await versionOf(db)}`,
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
    scenarios,
    open,
  }
}

/** What one walk sends to the database, the jobs' share included; undefined where PostgreSQL cannot count. */
async function countStatements(db, walk) {
  await startCounting(db)
  await runTimes(counted, walk)
  const list = await stopCounting(db)
  return list && { signIns: counted, each: list.reduce((sum, { calls }) => sum + calls, 0) / counted, list }
}

/** The ceiling of messages is three times the busiest minutes of two weeks: as a place has it that sends as much as the bench. */
const rememberBusyMinutes = (query) =>
  query(`insert into sms_days (day, minute_p99) values ((now() at time zone 'Asia/Ho_Chi_Minh')::date, 1500)`)

const versionOf = async (db) => (await db.query('show server_version')).rows[0].server_version

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
  if (figures.open.length > 0)
    console.log(`the direct door, people who come by themselves:\n\n${openTable(figures.open)}\n`)
  for (const { why, times } of figures.open.flatMap((crowd) => crowd.failures)) console.log(`${times} × ${why}`)
  const each = (door) => statements[door]?.each.toFixed(1) ?? 'not counted (no pg_stat_statements)'
  console.log(`SQL statements: direct ${each('direct')}, portal ${each('portal')}`)
  const bare = figures.bareStatement
  console.log(
    `a bare statement, one at a time: ${bare.appMs.toFixed(3)} ms CPU here, ${bare.dbMs.toFixed(3)} ms in the database`,
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
