// Closed loop: so many people at once, each starting the next sign-in when the last one ended.
import { setTimeout as sleep } from 'node:timers/promises'
import { bareHash } from './bare-hash.mjs'
import { startCounting, stopCounting, walBytes } from './database.mjs'
import { memory, nodeCpu, postgresCpu } from './measure.mjs'

/** Milliseconds until somebody who was told that it is too busy comes again. */
const comeAgain = 250

/** Runs `work` with `inFlight` at once until `until()` says stop; gives what each gave. Whoever is told that it is too busy comes again. */
async function loop(inFlight, until, work) {
  const done = []
  const one = async () => {
    while (!until()) {
      try {
        done.push(await work())
      } catch (error) {
        if (error.answer?.status !== 503) throw error
        done.refused = (done.refused ?? 0) + 1
        await sleep(comeAgain)
      }
    }
  }
  await Promise.all(Array.from({ length: inFlight }, one))
  return done
}

export function runFor(seconds, inFlight, work) {
  const end = performance.now() + seconds * 1000
  return loop(inFlight, () => performance.now() >= end, work)
}

export function runTimes(count, work, inFlight = 1) {
  let left = count
  return loop(inFlight, () => left-- <= 0, work)
}

const counted = 50

/** What one walk sends to the database, the jobs' share included; undefined where PostgreSQL cannot count. */
export async function countStatements(db, walk) {
  await startCounting(db)
  await runTimes(counted, walk)
  const list = await stopCounting(db)
  return list && { signIns: counted, each: list.reduce((sum, { calls }) => sum + calls, 0) / counted, list }
}

/** One scenario with everything that it cost; the bare hash is measured right before and right after it. */
export async function measureScenario({ service, db, hash, work, seconds, inFlight }) {
  const hashSeconds = Math.max(0.5, seconds / 8)
  const before = await bareHash(hash, inFlight, hashSeconds)
  const start = { app: nodeCpu(service.pid()), db: postgresCpu(db.pid), wal: await walBytes(db), at: performance.now() }
  const walks = await runFor(seconds, inFlight, work)
  const took = (performance.now() - start.at) / 1000
  const end = { app: nodeCpu(service.pid()), db: postgresCpu(db.pid), wal: await walBytes(db) }
  const after = await bareHash(hash, inFlight, hashSeconds)
  const each = (amount) => amount / walks.length
  const app = each(end.app.total - start.app.total)
  const workers = each(end.app.workers - start.app.workers)
  const dbCpu = each(end.db - start.db)
  const hashCpu = (before.cpuMs + after.cpuMs) / 2
  return {
    inFlight,
    signIns: walks.length,
    refused: walks.refused ?? 0,
    perSecond: walks.length / took,
    ...percentiles(walks.map((walk) => walk.took)),
    waitedMs: each(walks.reduce((sum, walk) => sum + walk.waited, 0)),
    appCpuMs: app,
    hashThreadsMs: workers,
    appWithoutHashMs: app - workers,
    dbCpuMs: dbCpu,
    bareHashCpuMs: hashCpu,
    bareHashPerSecond: (before.perSecond + after.perSecond) / 2,
    everythingButTheHashMs: app - hashCpu + dbCpu,
    ownCostMs: app - workers + dbCpu,
    appToHash: app / hashCpu,
    walBytes: each(end.wal - start.wal),
    rssMiB: memory(service.pid()).now,
  }
}

/** How quick a page is that hashes nothing, while so many people sign in. */
export async function measurePage({ service, front, work, seconds, inFlight }) {
  const times = []
  const end = performance.now() + seconds * 1000
  const pages = async () => {
    while (performance.now() < end) {
      const from = performance.now()
      const { status } = await front.send({ method: 'GET', path: '/vi/status', headers: {}, address: '10.200.0.1' })
      if (status !== 200) throw new Error(`the page: ${status}`)
      times.push(performance.now() - from)
      await sleep(20)
    }
  }
  const [walks] = await Promise.all([runFor(seconds, inFlight, work), pages()])
  return {
    inFlight,
    perSecond: walks.length / seconds,
    refused: walks.refused ?? 0,
    page: percentiles(times),
    rssMiB: memory(service.pid()).now,
  }
}

/** Undefined where there is none. */
export function percentiles(times) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}
