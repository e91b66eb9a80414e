// Two account nodes, a primary with a synchronous standby; the primary dies while officers sign in, the standby is promoted.
// No acknowledged sign-in may be lost, pages answer within 2 s all the while, and the nodes go on by themselves (R15, T02).
import pg from 'pg'
import { startCopy, takeBaseBackup } from '../copies.ts'
import { createFront } from '../front.ts'
import { host } from '../nodes.ts'
import { addressOf, officerAt, openByHand } from '../officers.ts'
import { type Figure, progress, quantile, upperBound } from '../report.ts'
import { signIn } from '../sign-in.ts'
import { inCalmWorld } from '../world.ts'

const [people, readers] = [3, 3]
const pause = 50
const seconds = (count: number) => new Promise((done) => setTimeout(done, count * 1000))

/** `minutes`: none begins later. */
type Many = { failovers: number; minutes: number; before: number }
type Load = { status: number; ms: number }
type FailedOver = { signIns: number; kept: number; promotedAfter: number; backAfter: number; answers: Load[] }

/** So many times, each in a world of its own. `before`: seconds of sign-ins before the primary dies. */
export async function failOver({ failovers, minutes, before }: Many): Promise<Figure[]> {
  const rounds: FailedOver[] = []
  const until = performance.now() + minutes * 60_000
  for (let n = 1; n <= failovers && (n === 1 || performance.now() < until); n += 1) {
    rounds.push(await failOverOnce(before))
    const { signIns, kept, backAfter } = rounds.at(-1)!
    progress(`  ${n} failovers; told “in” ${signIns}, kept ${kept}, next in after ${(backAfter / 1000).toFixed(1)} s`)
  }
  return judge(rounds)
}

const failOverOnce = (before: number): Promise<FailedOver> =>
  inCalmWorld({ nodes: 2, officers: 5000 }, async ({ db, nodes, settings, signInDeps }) => {
    await openByHand(db.query)
    const standby = await startCopy(takeBaseBackup(db.port), 'standby', {
      primary_conninfo: `host=127.0.0.1 port=${db.port} user=postgres application_name=standby`,
    })
    const other = new pg.Client({ connectionString: standby.url })
    try {
      await other.connect()
      await db.query(`alter system set synchronous_standby_names = '*'`)
      await db.query('select pg_reload_conf()')
      await untilSynchronous(db.query)
      // Both hosts from now on: the nodes look for the one that takes writes.
      settings['DATABASE_URL'] = `postgres://postgres@127.0.0.1:${db.port},127.0.0.1:${standby.port}/postgres`
      for (const node of nodes) {
        await node.end()
        await node.start({ DATABASE_URL: settings['DATABASE_URL'] })
      }
      const load = startLoad(createFront({ ports: nodes.map(({ port }) => port), host }), signInDeps)
      await seconds(before)
      await db.crash()
      const died = performance.now()
      await seconds(2)
      await other.query('select pg_promote()')
      const promoted = performance.now()
      await load.until((at) => at > promoted, 30)
      const back = load.firstAfter(promoted)
      await seconds(3)
      const told = await load.end()
      const kept = Number(
        (await other.query(`select count(*) from audit_events where event = 'sign-in'`)).rows[0]?.['count'] ?? 0,
      )
      return {
        signIns: told.signIns,
        kept,
        promotedAfter: promoted - died,
        backAfter: back - promoted,
        answers: told.answers,
      }
    } finally {
      await other.end().catch(() => {})
      await standby.stop()
      await db.start().catch(() => {})
    }
  })

function judge(rounds: readonly FailedOver[]): Figure[] {
  const sum = (pick: (round: FailedOver) => number) => rounds.reduce((all, round) => all + pick(round), 0)
  const lost = sum(({ signIns, kept }) => Math.max(0, signIns - kept))
  const told = sum(({ signIns }) => signIns)
  const answers = rounds.flatMap((round) => round.answers)
  const bad = answers.filter(({ status }) => status !== 200 && status !== 503)
  const slowest = (of: readonly Load[]) => Math.round(Math.max(0, ...of.map(({ ms }) => ms)))
  const away = answers.filter(({ status }) => status === 503)
  const back = rounds.map(({ backAfter }) => backAfter / 1000)
  const most = Math.max(...back)
  const figures = [
    { name: 'times', value: rounds.length },
    { name: 'sign-ins acknowledged', value: told, target: '> 0 each', ok: rounds.every(({ signIns }) => signIns > 0) },
    { name: 'acknowledged and lost', value: lost, target: '0', ok: lost === 0 },
    { name: 'a loss per failover is ruled out (95 %) above', value: upperBound(rounds.length) },
    {
      name: 'promoted after, s, most',
      value: (Math.max(...rounds.map(({ promotedAfter }) => promotedAfter)) / 1000).toFixed(1),
    },
    {
      name: 'first sign-in after the promotion, s, median; most',
      value: `${quantile(back, 0.5).toFixed(1)}; ${most.toFixed(1)}`,
      target: '≤ 10',
      ok: most <= 10,
    },
    { name: 'pages read; with 503', value: `${answers.length}; ${away.length}` },
    { name: 'slowest page with 503, ms', value: slowest(away), target: '≤ 2000', ok: slowest(away) <= 2000 },
    { name: 'slowest page, ms', value: slowest(answers) },
    { name: 'pages with anything else', value: bad.length, target: '0', ok: bad.length === 0 },
  ]
  return figures.map((figure) => ({ ...figure, name: `failover: ${figure.name}` }))
}

async function untilSynchronous(query: (text: string) => Promise<{ rows: Record<string, unknown>[] }>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { rows } = await query(`select sync_state from pg_stat_replication`)
    if (rows[0]?.['sync_state'] === 'sync') return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the standby did not become synchronous')
}

export function startLoad(front: ReturnType<typeof createFront>, deps: Parameters<typeof signIn>[0]) {
  const answers: Load[] = []
  const done: number[] = []
  const ending = new AbortController()
  let next = 1
  const repeated = async (work: () => Promise<void>) => {
    while (!ending.signal.aborted) {
      // A sign-in that meets the failover is begun anew by its officer.
      await work().catch(() => {})
      await new Promise((go) => setTimeout(go, pause))
    }
  }
  const officer = async () => {
    const number = next++
    await signIn({ ...deps, front }, officerAt(number), addressOf(number))
    done.push(performance.now())
  }
  const reader = async () => {
    const began = performance.now()
    const { status } = await front.send({ method: 'GET', path: '/vi/sign-in', address: addressOf(1) })
    answers.push({ status, ms: performance.now() - began })
  }
  const loops = [...Array.from({ length: people }, () => officer), ...Array.from({ length: readers }, () => reader)]
  const running = Promise.all(loops.map(repeated))
  const firstAfter = (at: number) => done.find((time) => time > at) ?? Number.POSITIVE_INFINITY
  return {
    firstAfter,
    /** Waits until a sign-in has ended at such a time, at most so many seconds. */
    until: async (holds: (at: number) => boolean, most: number) => {
      const end = performance.now() + most * 1000
      while (!done.some(holds) && performance.now() < end) await new Promise((go) => setTimeout(go, 50))
    },
    end: async () => {
      ending.abort()
      await running
      return { answers, signIns: done.length }
    },
  }
}
