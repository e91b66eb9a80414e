// npm run bench:peer: what a whole direct sign-in costs beside our hash, and the same at a well-known peer (Better Auth), in turn in one run.
// Options: --seconds N (each) · --rounds N · --in-flight N · --json (stdout is JSON) · --statements (lists the SQL). Linux only. The peer
// has a folder and a lock of its own; its packages are installed there when they are missing. How to read it: docs/performance.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../scripts/build.mjs'
import { root } from '../scripts/paths.mjs'
import { auditedSignIns } from './database.mjs'
import { nodeCpu, postgresCpu, warmUpSignIns } from './measure.mjs'
import { peerTable, statementsOf } from './report.mjs'

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '2' },
    'in-flight': { type: 'string', default: '8' },
    json: { type: 'boolean', default: false },
    statements: { type: 'boolean', default: false },
  },
})
const seconds = Number(options.seconds)
const inFlight = Number(options['in-flight'])
const officers = 5000
/** Ours and the peer's own cost in ms, from which the target's ratio comes. */
const wanted = { ours: 8, peer: 20 }

const say = (text) => process.stderr.write(`${text}\n`)

if (process.platform !== 'linux') {
  say('The bench reads CPU and memory from /proc: it runs on Linux only.')
  process.exit(1)
}
build(['account', 'sandbox'])
const { installPeer, issuedTokens, peerVersions, withPeer } = await import('./peer/world.mjs')
const { machineOf, withWorld } = await import('./world.mjs')
const { countStatements, measureScenario, runTimes } = await import('./load.mjs')

/** Both stand from the beginning, one under load while the other rests: so the rounds are close to each other. */
const bench = () => withPeer({ officers }, (peer) => withWorld({ officers }, (ours) => play({ peer, ours })))

async function play({ peer, ours }) {
  const begun = { at: new Date().toISOString(), load: loadavg()[0] }
  const about = { peer: await meet('peer', peer), ours: await meet('ours', ours) }
  const rounds = []
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    say(`round ${round}: ${seconds} s each with ${inFlight} in flight`)
    const [first, second] = [await measure(peer, ours), await measure(ours, peer)]
    rounds.push({
      peer: { ...first.figures, atRestMs: second.restingMs / first.figures.perSecond },
      ours: { ...second.figures, atRestMs: first.restingMs / second.figures.perSecond },
      ratio: second.figures.ownCostMs / first.figures.ownCostMs,
    })
  }
  count('peer', peer, await issuedTokens(peer.db))
  count('ours', ours, await auditedSignIns(ours.db))
  const ownCostMs = { peer: meanOf(rounds, 'peer'), ours: meanOf(rounds, 'ours') }
  return {
    at: begun.at,
    machine: await machineOf(ours.db),
    load: { before: begun.load, after: loadavg()[0] },
    hash: ours.hash.parameters,
    versions: peerVersions(),
    officers,
    secondsEach: seconds,
    inFlight,
    about,
    rounds,
    ownCostMs,
    ratio: ownCostMs.ours / ownCostMs.peer,
    wantedRatio: wanted.ours / wanted.peer,
  }
}

/** Warms a side up, and counts what its walk sends to the database. */
async function meet(side, { db, service, people, readyMiB }) {
  say(`${side}: warm-up, ${warmUpSignIns} sign-ins`)
  await runTimes(warmUpSignIns, people.direct, inFlight)
  return { startMs: service.readyMs(), readyMiB, statements: await countStatements(db, people.direct) }
}

/** One side under load; `restingMs` is the CPU that the other one used in each second of it. */
async function measure({ hash, db, service, people }, resting) {
  const load = loadavg()[0]
  const start = { cpu: cpuOf(resting), at: performance.now() }
  const figures = await measureScenario({ service, db, hash, work: people.direct, seconds, inFlight })
  const restingMs = ((cpuOf(resting) - start.cpu) * 1000) / (performance.now() - start.at)
  return { figures: { load, ...figures }, restingMs }
}

const cpuOf = ({ service, db }) => nodeCpu(service.pid()).total + postgresCpu(db.pid)

/** Each side must have written down as many sign-ins as were counted here. */
function count(side, { people }, written) {
  if (written !== people.done())
    throw new Error(`${side}: ${people.done()} sign-ins here, and ${written} in its database`)
}

const meanOf = (rounds, side) => rounds.reduce((sum, round) => sum + round[side].ownCostMs, 0) / rounds.length

function keep(figures) {
  const folder = join(root, 'bench/results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'peer.json'), `${JSON.stringify(figures, null, 2)}\n`)
}

function tell(figures) {
  if (options.json) return console.log(JSON.stringify(figures, null, 2))
  const { hash, load, versions, about, ownCostMs, ratio, wantedRatio } = figures
  console.log(`${figures.machine}; load ${load.before.toFixed(1)} before and ${load.after.toFixed(1)} after;`)
  console.log(
    `argon2id ${hash.memoryKiB}/${hash.passes}/${hash.lanes} on both sides; Better Auth ${versions['better-auth']};`,
  )
  console.log(`${inFlight} in flight, ${seconds} s each; per full sign-in:\n\n${peerTable(figures)}\n`)
  const [ours, peer] = [ownCostMs.ours.toFixed(2), ownCostMs.peer.toFixed(2)]
  console.log(`own cost (rest + database): ours ${ours} ms, the peer's ${peer} ms: ${ratio.toFixed(2)} of it;`)
  console.log(`wanted is ${wantedRatio.toFixed(2)} (${wanted.ours} ms of ${wanted.peer})`)
  if (!options.statements) return
  for (const [side, { statements }] of Object.entries(about))
    if (statements) console.log(`\n${side}\n${statementsOf(statements)}`)
}

try {
  installPeer(say)
  const figures = await bench()
  keep(figures)
  tell(figures)
} catch (error) {
  say(error.stack)
  process.exitCode = 1
}
