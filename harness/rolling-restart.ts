// npm run rolling-restart: two nodes behind the nginx of deploy/, restarted one after the other while officers sign in and pages are read
// (security catalogue R26). Exits with 1 where one request failed. --rounds N: each restarts both nodes; --full is ten rounds.
import { createFront, type Front } from './front.ts'
import { askThroughTls, startNginx } from './nginx.ts'
import { host, type Node } from './nodes.ts'
import { addressOf, officerAt, openByHand } from './officers.ts'
import { tell } from './report.ts'
import { runHarness } from './run.ts'
import { type SignInDeps, signIn } from './sign-in.ts'
import { inCalmWorld } from './world.ts'

const [people, readers] = [3, 4]
/** Milliseconds between two pages of one reader; seconds for the load before and after. */
const pause = 20
const settle = 2
const seconds = (count: number) => new Promise((done) => setTimeout(done, count * 1000))

await runHarness('rolling-restart', { rounds: { type: 'string', default: '2' } }, async (options, shared) => {
  const rounds = shared.full ? 10 : Number(options.rounds)
  return inCalmWorld({ nodes: 2, officers: 5000 }, async ({ db, nodes, signInDeps }) => {
    await openByHand(db.query)
    const nginx = await startNginx(nodes)
    try {
      const front = createFront({ ports: [nginx.plainPort], host })
      const { status, headers } = await askThroughTls(nginx.port, '/vi/sign-in')
      const isSafe = 'strict-transport-security' in headers && 'content-security-policy' in headers
      const load = startLoad(front, { ...signInDeps, front })
      await seconds(settle)
      const ends: End[] = []
      for (let round = 0; round < rounds; round += 1) for (const node of nodes) ends.push(await restart(node))
      await seconds(settle)
      const { signIns, pages, failed, slowest } = await load.end()
      for (const text of [...failed, ...(failed.length > 0 ? nginx.errors().split('\n') : [])].slice(0, 12))
        console.error(text)
      const most = (what: 'ended' | 'started') => Math.max(...ends.map((end) => end[what])).toFixed(1)
      const codes = ends.filter(({ code }) => code !== 0).length
      const figures = [
        { name: 'page through TLS, with its headers', value: status, target: '200', ok: status === 200 && isSafe },
        { name: 'restarts', value: ends.length },
        { name: 'exit codes other than 0', value: codes, target: '0', ok: codes === 0 },
        { name: 'end of a node, s at most', value: most('ended'), target: '≤ 10', ok: Number(most('ended')) <= 10 },
        { name: 'start of a node, s at most', value: most('started') },
        { name: 'whole sign-ins', value: signIns, target: '> 0', ok: signIns > 0 },
        { name: 'pages read', value: pages },
        { name: 'slowest, ms', value: Math.round(slowest) },
        { name: 'failed requests', value: failed.length, target: '0', ok: failed.length === 0 },
      ]
      return tell({ title: 'Rolling restart of two nodes', figures, ...shared }, shared.json)
    } finally {
      await nginx.stop()
    }
  })
})

type End = { code: number | null; ended: number; started: number }

async function restart(node: Node): Promise<End> {
  const began = performance.now()
  await node.end()
  const ended = (performance.now() - began) / 1000
  const code = node.exitCode()
  await node.start()
  await seconds(1)
  return { code, ended, started: node.readyMs() / 1000 }
}

/** Officers who sign in again and again, readers of pages in between. */
function startLoad(front: Front, deps: SignInDeps) {
  const failed: string[] = []
  const count = { signIns: 0, pages: 0, slowest: 0 }
  const ending = new AbortController()
  let next = 1
  const repeated = async (work: () => Promise<void>) => {
    while (!ending.signal.aborted) {
      const began = performance.now()
      await work().catch((error: unknown) => failed.push(`${new Date().toISOString()} ${String(error)}`))
      count.slowest = Math.max(count.slowest, performance.now() - began)
    }
  }
  const officer = async () => {
    const number = next++
    await signIn(deps, officerAt(number), addressOf(number))
    count.signIns += 1
  }
  const reader = async () => {
    const path = ['/vi/sign-in', '/vi/status', '/.well-known/openid-configuration'][count.pages % 3] ?? '/'
    const answer = await front.send({ method: 'GET', path, address: addressOf(1) })
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    count.pages += 1
    await new Promise((done) => setTimeout(done, pause))
  }
  const loops = [...Array.from({ length: people }, () => officer), ...Array.from({ length: readers }, () => reader)]
  const running = Promise.all(loops.map(repeated))
  const end = async () => {
    ending.abort()
    await running
    return { ...count, failed }
  }
  return { end }
}
