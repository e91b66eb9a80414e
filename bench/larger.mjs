// npm run bench:larger: what a sign-in asks of the database with a thousand accounts, and with ten million, a million sessions and a hundred
// thousand live codes. Options: --accounts N --sessions N --codes N --times N (sign-ins counted) · --json. Exits with 1 where the executor
// takes more than twice the time, or a large table was read from end to end. Takes some ten minutes and 15 GB of disk.
import { parseArgs } from 'node:util'
import { loadavg } from 'node:os'
import { build } from '../scripts/build.mjs'
import { startCounting, stopCounting } from './database.mjs'
import { addAccounts, addCodes, addSessions, fill } from './fill.mjs'

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '10000000' },
    sessions: { type: 'string', default: '1000000' },
    codes: { type: 'string', default: '100000' },
    times: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
})
const [accounts, sessions, codes, times] = [values.accounts, values.sessions, values.codes, values.times].map(Number)
const walkers = 1000
const most = 2
/** A table of fewer rows may be read whole. */
const large = 50_000
/** A statement is of the sign-in itself where so large a part of them sends it; two ways of one step share it. */
const pathLeast = 0.3
/** So long, every job has looked at least once. */
const jobsSeconds = 12
const doors = ['direct', 'portal']

const say = (text) => process.stderr.write(`${text}\n`)

build(['account', 'sandbox'])
const { machineOf, withWorld } = await import('./world.mjs')
const { runTimes } = await import('./load.mjs')

const postgres = {
  shared_buffers: '2GB',
  max_wal_size: '16GB',
  maintenance_work_mem: '1GB',
  checkpoint_timeout: '30min',
}

const figures = await withWorld({ officers: walkers, postgres }, async ({ db, people }) => {
  if (!db.counts) throw new Error('pg_stat_statements is missing: it comes with PostgreSQL’s contrib modules')
  const small = await measure(db, people)
  const began = performance.now()
  say(`${accounts} accounts, ${sessions} sessions, ${codes} codes`)
  await fill(db.query, async () => {
    await addAccounts(db.query, 0, accounts - walkers)
    await addSessions(db.query, Math.min(sessions, accounts))
    await addCodes(db.query, Math.min(codes, accounts))
  })
  const filledIn = (performance.now() - began) / 1000
  const size = (await db.query('select pg_database_size(current_database())::float8 as bytes')).rows[0].bytes
  const big = await measure(db, people)
  return {
    at: new Date().toISOString(),
    machine: await machineOf(db),
    load: loadavg()[0],
    accounts,
    sessions,
    codes,
    times,
    filledIn,
    size,
    small,
    big,
  }
})

/** Executor milliseconds of one sign-in by each door, and the large tables that were read from end to end meanwhile. */
async function measure(db, people) {
  const found = {}
  // What the jobs read whole by themselves is not on the path of a sign-in.
  const quiet = await readWhole(db)
  await new Promise((done) => setTimeout(done, jobsSeconds * 1000))
  const byJobs = more(await readWhole(db), quiet)
  for (const door of doors) {
    // Plans are made anew after ANALYZE, and settle with the sixth call on each of the ten connections.
    await runTimes(100, people[door])
    const before = await readWhole(db)
    await startCounting(db)
    await runTimes(times, people[door])
    const list = await stopCounting(db)
    const own = list.filter(({ calls }) => calls >= times * pathLeast)
    found[door] = {
      executorMs: own.reduce((sum, { ms }) => sum + ms, 0) / times,
      jobs: list
        .filter((one) => !own.includes(one))
        .map(({ query, calls, ms }) => ({ query: query.replace(/\s+/g, ' ').slice(0, 110), calls, ms })),
      statements: own.map(({ query, calls, ms }) => ({
        query: query.replace(/\s+/g, ' ').slice(0, 110),
        ms: ms / calls,
      })),
      readWhole: more(await readWhole(db), before).filter((name) => !byJobs.includes(name)),
      byJobs,
    }
    say(`${door}: ${found[door].executorMs.toFixed(2)} ms`)
  }
  return found
}

/** How often each large table was read from end to end so far. The server's counters follow within a second. */
async function readWhole(db) {
  await new Promise((done) => setTimeout(done, 1500))
  const { rows } = await db.query(
    `select relname as name, seq_scan::int as scans, n_live_tup::float8 as rows from pg_stat_user_tables where n_live_tup >= $1`,
    [large],
  )
  return rows
}

/** The names of those read more often now than then. */
function more(now, then) {
  const was = new Map(then.map(({ name, scans }) => [name, scans]))
  return now.filter(({ name, scans }) => scans > (was.get(name) ?? 0)).map(({ name }) => name)
}

const verdicts = doors.map((door) => ({
  door,
  ratio: figures.big[door].executorMs / figures.small[door].executorMs,
  read: figures.big[door].readWhole,
}))
if (values.json) console.log(JSON.stringify({ ...figures, verdicts }, null, 2))
else tell()
if (verdicts.some(({ ratio, read }) => ratio > most || read.length > 0)) process.exitCode = 1

function tell() {
  const { small, big } = figures
  console.log(`${figures.machine}; load ${figures.load.toFixed(1)}; ${figures.at}`)
  console.log(
    `filled in ${figures.filledIn.toFixed(0)} s, ${(figures.size / 2 ** 30).toFixed(1)} GiB; ${times} sign-ins counted\n`,
  )
  console.log(
    `| executor ms of a sign-in | ${walkers} accounts | ${accounts} accounts, ${sessions} sessions, ${codes} codes | ratio | read from end to end |`,
  )
  console.log('|---|--:|--:|--:|---|')
  for (const { door, ratio, read } of verdicts)
    console.log(
      `| ${door} | ${small[door].executorMs.toFixed(2)} | ${big[door].executorMs.toFixed(2)} | ${ratio.toFixed(2)} | ${read.join(', ') || 'none'} |`,
    )
  console.log(`\nread from end to end by the jobs: ${big.direct.byJobs.join(', ') || 'none'}; what grew most:`)
  for (const door of doors) {
    const grown = big[door].statements.map((one) => ({
      ...one,
      was: small[door].statements.find(({ query }) => query === one.query)?.ms ?? 0,
    }))
    for (const one of grown.toSorted((a, b) => b.ms - b.was - (a.ms - a.was)).slice(0, 3))
      console.log(`  ${door}: ${one.was.toFixed(3)} → ${one.ms.toFixed(3)} ms  ${one.query}`)
    const share = (jobs) => jobs.reduce((sum, { ms }) => sum + ms, 0) / times
    console.log(
      `  ${door}, the jobs' share: ${share(small[door].jobs).toFixed(2)} → ${share(big[door].jobs).toFixed(2)} ms`,
    )
    for (const one of big[door].jobs.toSorted((a, b) => b.ms - a.ms).slice(0, 3))
      console.log(`    ${one.calls} × ${(one.ms / one.calls).toFixed(1)} ms  ${one.query}`)
  }
}
