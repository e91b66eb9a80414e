// Too much at once (R24): connections that say almost nothing (slowloris), and more passwords than cores can hash. Whoever is admitted is
// served, the rest are told so at once, and it is over as soon as they stop.
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { host } from '../nodes.ts'
import { addressOf, officerAt, openByHand } from '../officers.ts'
import { type Figure, quantile } from '../report.ts'
import { signIn } from '../sign-in.ts'
import { type CalmWorld, inCalmWorld } from '../world.ts'
import { hashFlood } from './hash-flood.ts'
import { pageTimes } from './page-times.ts'

type Amount = { sockets: number; passwords: number; seconds: number }

export const flood = ({ sockets, passwords, seconds }: Amount): Promise<Figure[]> =>
  inCalmWorld({ nodes: 2, officers: 300 }, async (world) => {
    await openByHand(world.db.query)
    const calm = await pageTimes(world.front, 3000)
    return [...(await slowloris(world, sockets, calm)), ...(await hashFlood(world, { burst: passwords, seconds }))]
  })

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
  const times = await pageTimes(world.front, 8000)
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
