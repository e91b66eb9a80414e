// Too much at once (R24): connections that say almost nothing (slowloris), and more passwords than cores can hash. Whoever is admitted is
// served, the rest are told so at once, and it is over as soon as they stop.
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { hidden, openBrowser } from '../browser.ts'
import { createFront } from '../front.ts'
import { host, party } from '../nodes.ts'
import { addressOf, officerAt, openByHand } from '../officers.ts'
import { type Figure, quantile } from '../report.ts'
import { comeFromDesk, signIn } from '../sign-in.ts'
import { type CalmWorld, inCalmWorld } from '../world.ts'

export const flood = ({ sockets, passwords }: { sockets: number; passwords: number }): Promise<Figure[]> =>
  inCalmWorld({ nodes: 2, officers: 300 }, async (world) => {
    await openByHand(world.db.query)
    const calm = await pageTimes(world, 3000)
    return [...(await slowloris(world, sockets, calm)), ...(await hashFlood(world, passwords, calm))]
  })

/** Milliseconds of a cheap page, asked again and again. */
async function pageTimes(world: CalmWorld, ms: number): Promise<number[]> {
  const times: number[] = []
  const until = performance.now() + ms
  while (performance.now() < until) {
    const started = performance.now()
    const answer = await openBrowser(world.front, '10.201.0.1').get('/vi/sign-in')
    times.push(answer.status === 200 ? performance.now() - started : Number.POSITIVE_INFINITY)
    await sleep(50)
  }
  return times
}

async function slowloris(world: CalmWorld, count: number, calm: readonly number[]): Promise<Figure[]> {
  const port = world.nodes[0]?.port ?? 0
  const open = Array.from({ length: count }, () => connect(port, '127.0.0.1'))
  let closed = 0
  for (const socket of open) {
    socket.on('error', () => {})
    socket.once('close', () => (closed += 1))
    socket.write(`GET /vi/sign-in HTTP/1.1\r\nHost: ${host}\r\n`)
  }
  const drip = setInterval(() => drop(open), 2000)
  const times = await pageTimes(world, 8000)
  const took = await signIn(world.signInDeps, officerAt(200), addressOf(200))
  await sleep(9000)
  const closedBySelf = closed
  clearInterval(drip)
  for (const socket of open) socket.destroy()
  return [
    {
      name: `slowloris, ${count} connections: a page's p95, before; during`,
      value: `${quantile(calm, 0.95).toFixed(0)} ms; ${quantile(times, 0.95).toFixed(0)} ms`,
      target: 'during ≤ 1 s',
      ok: quantile(times, 0.95) <= 1000,
    },
    {
      name: 'slowloris: a whole sign-in meanwhile',
      value: `${(took / 1000).toFixed(1)} s`,
      target: '≤ 5 s',
      ok: took <= 5000,
    },
    {
      name: 'slowloris: closed by the service within 20 s',
      value: `${closedBySelf} of ${count}`,
      target: 'all',
      ok: closedBySelf === count,
    },
  ]
}

const drop = (open: readonly Socket[]) => {
  for (const socket of open) if (socket.writable) socket.write('X')
}

async function hashFlood(world: CalmWorld, count: number, calm: readonly number[]): Promise<Figure[]> {
  // A proxy of its own with room for everybody: the queue that matters is the service's.
  const front = createFront({ ports: world.nodes.map(({ port }) => port), host, sockets: count })
  const ready = await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const browser = openBrowser(front, addressOf(1000 + i))
      return { browser, page: (await comeFromDesk(browser, party)).page }
    }),
  )
  const pages = pageTimes(world, 4000)
  const started = performance.now()
  const answers = await Promise.all(
    ready.map(async ({ browser, page }, i) => {
      const from = performance.now()
      const typed = { number: `0799${String(i).padStart(8, '0')}`, password: `Sai-mat-khau-${i}` }
      const { status, headers } = await browser.post('/vi/sign-in', { ...hidden(page, '/vi/sign-in'), ...typed })
      return { status, ms: performance.now() - from, retry: headers['retry-after'] }
    }),
  )
  const floodMs = performance.now() - started
  const duringTimes = await pages
  const recovery = performance.now()
  await signIn(world.signInDeps, officerAt(201), addressOf(201))
  const recovered = (performance.now() - recovery) / 1000
  const served = answers.filter(({ status }) => status === 422)
  const busy = answers.filter(({ status }) => status === 503 || status === 429)
  const strange = answers.length - served.length - busy.length
  return [
    {
      name: `hash flood, ${count} passwords at once: compared; told to wait; other answers`,
      value: `${served.length}; ${busy.length}; ${strange}`,
      target: '0 other',
      ok: strange === 0,
    },
    {
      name: 'hash flood: told to wait without Retry-After',
      value: busy.filter(({ retry }) => !retry).length,
      target: '0',
      ok: busy.every(({ retry }) => retry),
    },
    {
      name: 'hash flood: slowest of those compared; of those told to wait',
      value: `${(Math.max(0, ...served.map(({ ms }) => ms)) / 1000).toFixed(1)} s; ${(Math.max(0, ...busy.map(({ ms }) => ms)) / 1000).toFixed(1)} s`,
    },
    {
      name: 'hash flood: over after; next sign-in took',
      value: `${(floodMs / 1000).toFixed(1)} s; ${recovered.toFixed(1)} s`,
      target: '≤ 10 s',
      ok: recovered <= 10,
    },
    {
      name: 'hash flood: a page’s p95, before; during',
      value: `${quantile(calm, 0.95).toFixed(0)} ms; ${quantile(duringTimes, 0.95).toFixed(0)} ms`,
    },
  ]
}
