// npm run bench: whole direct sign-ins over real HTTP against the account service as production runs it, on PostgreSQL with fsync.
// Options: --seconds N (per scenario) · --officers N · --json (stdout is JSON) · --statements (lists the SQL) · --profile FOLDER.
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
import { statementsOf, tableOf } from './report.mjs'
import { createFront } from '../harness/front.ts'
import { standInSettings, startGateway } from '../harness/gateway.ts'
import { host, party, productionSettings, startNodes } from '../harness/nodes.ts'
import { addressOf, officerAt, openByHand, prepareOfficers } from '../harness/officers.ts'
import { signIn } from '../harness/sign-in.ts'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    officers: { type: 'string', default: '5000' },
    json: { type: 'boolean', default: false },
    statements: { type: 'boolean', default: false },
    profile: { type: 'string' },
  },
})
const seconds = Number(options.seconds)
const officers = Number(options.officers)
const inFlightOf = [1, 2, 8]
const warmUpSeconds = 8
const counted = 50
/** Codes per person and quarter of an hour (limits.md): the limits are on. */
const codesMost = 5

const say = (text) => process.stderr.write(`${text}\n`)

if (process.platform !== 'linux') {
  say('The bench reads CPU and memory from /proc: it runs on Linux only.')
  process.exit(1)
}
build(['account'])
const { makeHash } = await import('./bare-hash.mjs')
const { measureScenario, runFor, runTimes } = await import('./load.mjs')

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
    const flags = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : []
    const settings = productionSettings(db.url, standInSettings(gateway))
    const [service] = kept(await startNodes(1, { settings, flags })).nodes
    return await measure({ hash, db, gateway, service }).catch((error) => {
      say(`— the service's last lines:\n${service.log().split('\n').slice(-8).join('\n')}`)
      throw error
    })
  } finally {
    for (const stop of stops) await stop()
  }
}

async function measure({ hash, db, gateway, service }) {
  await prepareOfficers(db.query, { officers, hash: hash.hash })
  await openByHand(db.query)
  await rememberBusyMinutes(db.query)
  const readyMiB = memory(service.pid()).now
  const front = createFront({ ports: [service.port], host })
  const people = comingOneByOne({ front, codeFor: gateway.codeFor, party, password: hash.password })
  const { work } = people
  say(`warm-up, ${warmUpSeconds} s`)
  await runFor(warmUpSeconds, Math.max(...inFlightOf), work)
  await startCounting(db)
  await runTimes(counted, work)
  const list = await stopCounting(db)
  const scenarios = []
  for (const inFlight of inFlightOf) {
    say(`${inFlight} in flight, ${seconds} s`)
    scenarios.push(await measureScenario({ service, db, hash, work, seconds, inFlight }))
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
    statements: list && { signIns: counted, each: list.reduce((sum, { calls }) => sum + calls, 0) / counted, list },
    bareStatement: await bareStatement(db),
    scenarios,
  }
}

/** Officers one after the other, each from an address of their own; the limits are on, so nobody comes more often than they allow. */
function comingOneByOne(deps) {
  let begun = 0
  let done = 0
  const work = async () => {
    begun += 1
    if (begun > officers * codesMost) throw new Error('every officer has signed in 5 times: give more by --officers')
    let waited = 0
    const codeFor = async (phone) => {
      const from = performance.now()
      const code = await deps.codeFor(phone)
      waited += performance.now() - from
      return code
    }
    const took = await signIn({ ...deps, codeFor }, officerAt(((begun - 1) % officers) + 1), addressOf(begun))
    done += 1
    return { took: took - waited, waited }
  }
  return { work, done: () => done }
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
  console.log(`${officers} officers; per full direct sign-in:\n\n${tableOf(figures.scenarios)}\n`)
  console.log(`SQL statements: ${statements ? statements.each.toFixed(1) : 'not counted (no pg_stat_statements)'}`)
  const bare = figures.bareStatement
  console.log(
    `a bare statement, one at a time: ${bare.appMs.toFixed(3)} ms CPU here, ${bare.dbMs.toFixed(3)} ms in the database`,
  )
  console.log(
    `start to ready ${startMs.toFixed(0)} ms; RSS ${readyMiB.toFixed(0)} MiB, at most ${peakMiB.toFixed(0)} MiB`,
  )
  console.log(`${figures.signIns} sign-ins counted here, ${figures.auditedSignIns} in the audit`)
  if (options.statements && statements) console.log(`\n${statementsOf(statements)}`)
}

try {
  const figures = await bench()
  keep(figures)
  tell(figures)
} catch (error) {
  say(error.stack)
  process.exitCode = 1
}
