// The disk is full (R16, R17): the database's tables, the database's log of writes, the nodes' own log. What still works, what people are
// told, and that everything that was answered is there when there is room again.
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { serverFolder } from '../copies.ts'
import { openBrowser, said, Unexpected } from '../browser.ts'
import { createFront } from '../front.ts'
import { createNode, host, runCommand } from '../nodes.ts'
import { addressOf, officerAt, openByHand } from '../officers.ts'
import type { Figure } from '../report.ts'
import { signIn } from '../sign-in.ts'
import { mountSmallDisk, type SmallDisk } from '../small-disk.ts'
import { type CalmWorld, inCalmWorld } from '../world.ts'
import { freePort } from '../../scripts/postgres.mjs'

/** MiB: an empty database takes 60, and 48 of its log of writes. */
const size = 400

export async function diskFull(): Promise<Figure[]> {
  const roomy = serverFolder('wal')
  const tables = await onSmallDisk((disk) =>
    // The log of writes has a disk of its own, as it should.
    inCalmWorld({ nodes: 2, officers: 400, database: { data: disk.folder, wal: roomy } }, (world) =>
      fillTables(world, disk),
    ),
  )
  const wal = await onSmallDisk((disk) =>
    inCalmWorld(
      { nodes: 2, officers: 400, database: { wal: disk.folder, settings: { max_wal_size: '64MB' } } },
      (world) => fillWal(world, disk),
    ),
  )
  rmSync(roomy, { recursive: true, force: true })
  return [...tables, ...wal]
}

async function onSmallDisk<T>(work: (disk: SmallDisk) => Promise<T>): Promise<T> {
  const disk = mountSmallDisk(size)
  try {
    return await work(disk)
  } finally {
    await disk.stop()
  }
}

type Tried = { officer: number; isIn: boolean; status: number; words: string; seconds: number }

/** A whole sign-in, or the first answer that was not as it should be. */
async function tryIn(world: CalmWorld, officer: number): Promise<Tried> {
  const started = performance.now()
  const told = await signIn(world.signInDeps, officerAt(officer), addressOf(officer)).then(
    () => ({ isIn: true, status: 200, words: 'in' }),
    (error: unknown) => {
      if (!(error instanceof Unexpected)) return { isIn: false, status: 0, words: String(error).slice(0, 80) }
      const { step, answer } = error
      return {
        isIn: false,
        status: answer.status,
        words: said(answer.text).slice(0, 60) || `${step}: ${answer.text.slice(0, 80)}`,
      }
    },
  )
  return { officer, ...told, seconds: (performance.now() - started) / 1000 }
}

/** One after the other, until so many were refused. */
async function tryUntilRefused(world: CalmWorld, first: number, refusals: number): Promise<Tried[]> {
  const tried: Tried[] = []
  for (let i = first; tried.filter(({ isIn }) => !isIn).length < refusals && i < first + 150; i += 1)
    tried.push(await tryIn(world, i))
  return tried
}

async function fillTables(world: CalmWorld, disk: SmallDisk): Promise<Figure[]> {
  await openByHand(world.db.query)
  const before = await tryUntilIn(world, 1, 5)
  disk.fill()
  const [tried, reads] = await Promise.all([tryUntilRefused(world, 10, 8), readPages(world, 4000)])
  disk.free()
  const freed = performance.now()
  const after = await tryUntilIn(world, 200, 1)
  const back = (performance.now() - freed) / 1000
  const refused = tried.filter(({ isIn }) => !isIn)
  return [
    ...tellRefused('disk of the tables full', refused),
    {
      name: 'disk of the tables full: pages that only read, there; not there',
      value: `${reads.there}; ${reads.gone}`,
      target: '> 0; 0',
      ok: reads.there > 0 && reads.gone === 0,
    },
    tellBack('disk of the tables full', back),
    ...(await tellKept(world, 'disk of the tables full', [...before, ...tried, ...after])),
  ]
}

/** PostgreSQL stops where it cannot write its log: what it answered before is in it. */
async function fillWal(world: CalmWorld, disk: SmallDisk): Promise<Figure[]> {
  await openByHand(world.db.query)
  const before = await tryUntilIn(world, 1, 5)
  disk.fill()
  const [tried] = await Promise.all([tryUntilRefused(world, 10, 8), useUpSegments(world)])
  disk.free()
  const freed = performance.now()
  if (world.db.isOver()) await world.db.start()
  const after = await tryUntilIn(world, 200, 1)
  const back = (performance.now() - freed) / 1000
  return [
    ...tellRefused(
      'disk of the log of writes full',
      tried.filter(({ isIn }) => !isIn),
    ),
    tellBack('disk of the log of writes full', back),
    ...(await tellKept(world, 'disk of the log of writes full', [...before, ...tried, ...after])),
  ]
}

/** What is left of the segments that are there already. */
async function useUpSegments({ db }: CalmWorld): Promise<void> {
  for (let n = 0; n < 40; n += 1) {
    const isThere = await db.query('select pg_switch_wal(), txid_current()').then(
      () => true,
      () => false,
    )
    if (!isThere) return
    await sleep(100)
  }
}

async function tryUntilIn(world: CalmWorld, first: number, count: number): Promise<Tried[]> {
  const tried: Tried[] = []
  for (let i = first; tried.filter(({ isIn }) => isIn).length < count && i < first + 60; i += 1) {
    tried.push(await tryIn(world, i))
    if (!tried.at(-1)?.isIn) await sleep(500)
  }
  return tried
}

async function readPages(world: CalmWorld, ms: number): Promise<{ there: number; gone: number }> {
  const until = performance.now() + ms
  let [there, gone] = [0, 0]
  while (performance.now() < until) {
    for (const path of ['/vi/sign-in', '/vi/status', '/status/doors.json']) {
      const { status } = await openBrowser(world.front, '10.203.0.1').get(path)
      if (status === 200) there += 1
      else gone += 1
    }
    await sleep(100)
  }
  return { there, gone }
}

function tellRefused(what: string, refused: readonly Tried[]): Figure[] {
  const slowest = Math.max(0, ...refused.map(({ seconds }) => seconds))
  const others = refused.filter(({ status }) => status !== 503)
  return [
    {
      name: `${what}: the person saw, after at most`,
      value: `${refused[0]?.status} “${refused[0]?.words}”; ${slowest.toFixed(1)} s`,
      target: '503, ≤ 5 s',
      ok: refused.length > 0 && slowest <= 5,
    },
    {
      name: `${what}: refused; with another answer than 503`,
      value: `${refused.length}; ${others[0] ? `${others[0].status} “${others[0].words}”` : 0}`,
      target: '> 0; 0',
      ok: refused.length > 0 && others.length === 0,
    },
  ]
}

const tellBack = (what: string, seconds: number): Figure => ({
  name: `${what}: next person in after there was room again`,
  value: `${seconds.toFixed(1)} s`,
  target: '≤ 10 s, no restart of a node',
  ok: seconds <= 10,
})

/** Whoever was told "in" is in; whoever has a session has its row in the audit; no code is used up without a session. */
async function tellKept({ db, settings }: CalmWorld, what: string, tried: readonly Tried[]): Promise<Figure[]> {
  await sleep(3000)
  const ids = tried.filter(({ isIn }) => isIn).map(({ officer }) => officerAt(officer).idNumber)
  const { rows } = await db.query<{ kept: number; half: number }>(
    `select (select count(distinct a.id)::int from sessions s join accounts a on a.id = s.account_id where a.id_number = any($1)) as kept,
      (select count(*)::int from sessions s where not exists (select 1 from audit_events e where e.session_id = s.id and e.event = 'sign-in'))
        + (select count(*)::int from challenges c join attempts t on t.id::text = c.binding where c.used_at is not null and t.finished_at is null) as half`,
    [ids],
  )
  const { kept = 0, half = -1 } = rows[0] ?? {}
  const check = await runCommand(settings, ['audit', 'check'])
  return [
    {
      name: `${what}: told “in”; of them lost; half done`,
      value: `${ids.length}; ${ids.length - kept}; ${half}`,
      target: '> 0; 0; 0',
      ok: ids.length > 0 && kept === ids.length && half === 0,
    },
    {
      name: `${what}: audit check`,
      value: check.code === 0 ? 'whole' : check.text.trim(),
      target: 'whole',
      ok: check.code === 0,
    },
  ]
}

/** The node's own lines have no room: people do not notice, and the audit is in the database. */
export const logFull = (): Promise<Figure[]> =>
  onSmallDisk((disk) =>
    inCalmWorld({ nodes: 1, officers: 200 }, async (world) => {
      await openByHand(world.db.query)
      const { node, stop } = createNode('node-full', await freePort(), {
        settings: world.settings,
        logFolder: disk.folder,
      })
      try {
        await node.start()
        const there = {
          ...world,
          signInDeps: { ...world.signInDeps, front: createFront({ ports: [node.port], host }) },
        }
        const pid = node.pid()
        disk.fill()
        const tried: Tried[] = []
        for (let i = 1; i <= 10; i += 1) tried.push(await tryIn(there, i))
        // Errors are told more wordily than anything else.
        await openBrowser(there.signInDeps.front, '10.203.0.1').get('/oidc/auth?client_id=nobody')
        const inside = tried.filter(({ isIn }) => isIn)
        const sameProcess = node.isUp() && node.pid() === pid
        disk.free()
        const linesBefore = node.log().length
        tried.push(await tryIn(there, 20))
        await sleep(500)
        return [
          {
            name: 'disk of a node’s log full: people in, of 10; the node runs on',
            value: `${inside.length}; ${sameProcess ? 'yes' : `no: ${node.exitCode()}`}`,
            target: '10; yes',
            ok: inside.length === 10 && sameProcess,
          },
          {
            name: 'disk of a node’s log full: lines again after there was room',
            value: node.isUp() && node.log().length > linesBefore ? 'yes' : 'no',
            target: 'yes',
            ok: node.isUp() && node.log().length > linesBefore,
          },
          ...(await tellKept(world, 'disk of a node’s log full', tried)),
        ]
      } finally {
        await stop()
      }
    }),
  )
