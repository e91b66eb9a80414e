// npm run ops:rolling: two nodes of the account service behind the nginx of deploy/, restarted one after the other while officers sign in and
// pages are read (security catalogue R26). Exits with 1 where one request failed. Options: --rounds N (each restarts both nodes) · --full (10).
import { request } from 'node:https'
import { parseArgs } from 'node:util'
import { createProxy, call } from '../bench/http.mjs'
import { startGateway } from '../bench/gateway.mjs'
import { officerAt, seed } from '../bench/seed.mjs'
import { signIn } from '../bench/sign-in.mjs'
import { build } from '../scripts/build.mjs'
import { startDatabase } from '../bench/database.mjs'
import { startNginx } from './nginx.mjs'
import { accountSettings, createNode, hosts, party, withStops } from './nodes.mjs'

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '2' }, full: { type: 'boolean', default: false } },
})
const rounds = options.full ? 10 : Number(options.rounds)
const [people, readers] = [3, 4]
/** Milliseconds between two pages of one reader. */
const pause = 20

build(['account'])
const { makeHash } = await import('../bench/bare-hash.mjs')

const figures = await withStops(async (kept) => {
  const hash = await makeHash()
  const database = kept(await startDatabase())
  const gateway = kept(await startGateway())
  const settings = accountSettings(database.url, gateway.url)
  const nodes = [kept(await createNode('account', settings)), kept(await createNode('account', settings))]
  for (const node of nodes) await node.start()
  await seed(database, { officers: 5000, hash: hash.hash })
  const nginx = kept(await startNginx(nodes))
  await checkTls(nginx.port)
  const proxy = createProxy(nginx.plainPort, hosts.account)
  const load = startLoad({ proxy, gateway, password: hash.password })
  const downs = []
  for (let round = 0; round < rounds; round += 1) for (const node of nodes) downs.push(await restart(node))
  await new Promise((done) => setTimeout(done, 2000))
  return { ...(await load.end()), downs, errors: nginx.errors().split('\n').filter(Boolean).slice(-5) }
})

process.exit(print(figures) ? 0 : 1)

function print({ signIns, pages, failed, downs, errors, longest }) {
  const most = (what) => Math.max(...downs.map((down) => down[what])).toFixed(1)
  const codes = [...new Set(downs.map(({ code }) => code))]
  console.log(`restarts           ${downs.length} (two nodes in turn, exit codes ${codes.join(', ')})`)
  console.log(`end of a node      ${most('ended')} s at most, start ${most('started')} s at most`)
  console.log(`whole sign-ins     ${signIns} (9 requests each), pages ${pages}, the slowest ${Math.round(longest)} ms`)
  console.log(`failed             ${failed.length}`)
  for (const text of failed.slice(0, 10)) console.log(`  ${text}`)
  if (failed.length > 0) for (const line of errors) console.log(`  nginx: ${line}`)
  return failed.length === 0 && codes.every((code) => code === 0) && signIns > 0
}

async function restart(node) {
  const began = performance.now()
  const code = await node.end()
  const ended = (performance.now() - began) / 1000
  await node.start()
  await new Promise((done) => setTimeout(done, 1000))
  return { code, ended, started: (performance.now() - began) / 1000 - ended - 1 }
}

/** Officers who sign in again and again, readers of pages in between. */
function startLoad({ proxy, gateway, password }) {
  const failed = []
  const count = { signIns: 0, pages: 0, longest: 0 }
  const ending = new AbortController()
  let next = 1
  const repeated = async (work) => {
    while (!ending.signal.aborted) {
      const began = performance.now()
      await work().catch((error) => failed.push(`${new Date().toISOString()} ${error.message}`))
      count.longest = Math.max(count.longest, performance.now() - began)
    }
  }
  const officer = async () => {
    const number = next++
    await signIn({ proxy, gateway, party, password }, officerAt(number), `203.0.113.${number % 250}`)
    count.signIns += 1
  }
  const reader = async () => {
    const path = ['/vi/sign-in', '/vi/status', '/.well-known/openid-configuration'][count.pages % 3]
    const answer = await call(proxy, 'GET', path)
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    count.pages += 1
    await new Promise((done) => setTimeout(done, pause))
  }
  const loops = [...Array(people).fill(officer), ...Array(readers).fill(reader)].map(repeated)
  const end = async () => {
    ending.abort()
    await Promise.all(loops)
    return { ...count, failed }
  }
  return { end }
}

/** One request as a person's browser makes it: TLS, and the headers that must come with it. */
async function checkTls(port) {
  const answer = await new Promise((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port,
        path: '/vi/sign-in',
        servername: hosts.account,
        headers: { host: hosts.account },
        rejectUnauthorized: false,
      },
      (got) => resolve(got.resume()),
    )
      .once('error', reject)
      .end()
  })
  const needed = ['strict-transport-security', 'content-security-policy']
  const missing = needed.filter((name) => !answer.headers[name])
  if (answer.statusCode !== 200 || missing.length > 0)
    throw new Error(`through TLS: ${answer.statusCode}, without ${missing.join(', ') || 'nothing'}`)
}
