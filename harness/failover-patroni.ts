// npm run failover:patroni: two PostgreSQL servers that Patroni keeps, two account nodes; the leader's machine dies while officers sign in,
// comes back as the standby, and is made the leader again by a planned switchover. No acknowledged sign-in may be lost (R15, T02).
// Options: --before N, seconds of sign-ins before the leader dies · --json. Needs Patroni, etcd and PostgreSQL; takes two to four minutes.
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { limits } from '../apps/account/src/limits.ts'
import { createHasher } from '../apps/account/src/records/passwords/hasher.ts'
import { startLoad } from './faults/fail-over.ts'
import { createFront } from './front.ts'
import { standInSettings, startGateway } from './gateway.ts'
import { host, party, productionSettings, startNodes } from './nodes.ts'
import { openByHand, prepareOfficers } from './officers.ts'
import { type Cluster, type Member, startCluster, until, untilSynchronous } from './patroni.ts'
import { type Figure, progress, tell } from './report.ts'
import { runHarness } from './run.ts'
import { password } from './world.ts'

const options = { before: { type: 'string', default: '6' } } as const

async function failOver(before: number): Promise<Figure[]> {
  progress('two servers, etcd, a synchronous standby')
  const cluster = await startCluster()
  const gateway = await startGateway()
  const settings = productionSettings(cluster.url, standInSettings(gateway))
  const account = await startNodes(2, { settings })
  try {
    const leader = await leaderOf(cluster)
    await prepare(leader)
    const front = createFront({ ports: account.nodes.map(({ port }) => port), host })
    const load = startLoad(front, { front, party, password, codeFor: gateway.codeFor })
    try {
      await sleep(before * 1000)
      const died = await playDeath(cluster, leader, load)
      const changed = await playSwitchover(cluster, load)
      const told = await load.end()
      return [...figuresOf(died, 'leader dead'), ...figuresOf(changed, 'switchover'), ...(await totals(cluster, told))]
    } finally {
      await load.end()
    }
  } finally {
    await account.stop()
    await gateway.stop()
    await cluster.stop()
  }
}

type Load = ReturnType<typeof startLoad>
/** Seconds: from the change to a new leader that writes, from there to the first sign-in, and until both are synchronous again. */
type Change = { led: number; signedIn: number; synchronous: number }

async function playDeath(cluster: Cluster, leader: Member, load: Load): Promise<Change> {
  progress('the leader dies')
  const died = performance.now()
  await leader.crash()
  const led = await newLeader(cluster, leader)
  await load.until((at) => at > led, 30)
  leader.start()
  await untilSynchronous(cluster)
  return { led: led - died, signedIn: load.firstAfter(led) - led, synchronous: performance.now() - died }
}

async function playSwitchover(cluster: Cluster, load: Load): Promise<Change> {
  progress('switchover')
  const leader = await leaderOf(cluster)
  const began = performance.now()
  await cluster.switchover(leader)
  const led = await newLeader(cluster, leader)
  await load.until((at) => at > led, 30)
  await untilSynchronous(cluster)
  await sleep(2000)
  return { led: led - began, signedIn: load.firstAfter(led) - led, synchronous: performance.now() - began }
}

async function newLeader(cluster: Cluster, old: Member): Promise<number> {
  await until('a new leader', async () => {
    const leader = await cluster.leader()
    return leader !== undefined && leader.name !== old.name
  })
  return performance.now()
}

async function leaderOf(cluster: Cluster): Promise<Member> {
  const leader = await cluster.leader()
  if (!leader) throw new Error('nobody leads')
  return leader
}

async function prepare(leader: Member): Promise<void> {
  const hasher = await createHasher(limits.hash)
  await withClient(leader, async (client) => {
    const query = client.query.bind(client) as never
    await prepareOfficers(query, { officers: 5000, hash: await hasher.hash(password) })
    await openByHand(query)
  })
}

async function withClient<T>(member: Member, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: member.url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const seconds = (ms: number) => (ms / 1000).toFixed(1)

const figuresOf = ({ led, signedIn, synchronous }: Change, name: string): Figure[] => [
  { name: `${name}: a new leader after, s`, value: seconds(led), target: '≤ 40', ok: led <= 40_000 },
  { name: `${name}: first sign-in after that, s`, value: seconds(signedIn), target: '≤ 10', ok: signedIn <= 10_000 },
  { name: `${name}: two synchronous servers again after, s`, value: seconds(synchronous) },
]

async function totals(cluster: Cluster, told: Awaited<ReturnType<Load['end']>>): Promise<Figure[]> {
  const kept = await withClient(await leaderOf(cluster), async (client) =>
    Number((await client.query(`select count(*) from audit_events where event = 'sign-in'`)).rows[0]?.count ?? 0),
  )
  const lost = Math.max(0, told.signIns - kept)
  const away = told.answers.filter(({ status }) => status === 503)
  const bad = told.answers.filter(({ status }) => status !== 200 && status !== 503).length
  const slowest = Math.max(0, ...away.map(({ ms }) => ms))
  return [
    { name: 'sign-ins acknowledged', value: told.signIns, target: '> 0', ok: told.signIns > 0 },
    { name: 'acknowledged and lost', value: lost, target: '0', ok: lost === 0 },
    { name: 'pages read; with 503', value: `${told.answers.length}; ${away.length}` },
    { name: 'slowest page with 503, ms', value: Math.round(slowest), target: '≤ 2000', ok: slowest <= 2000 },
    { name: 'pages with anything else', value: bad, target: '0', ok: bad === 0 },
  ]
}

await runHarness('failover:patroni', options, async ({ before }, { seed, command, json }) => {
  const figures = await failOver(Number(before))
  return tell({ title: 'Failover and switchover by Patroni', seed, command, figures }, json)
})
