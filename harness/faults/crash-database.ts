// The database crashes, as after a power cut, while people sign in (R14, T02): the page says so within two seconds, nobody gets in who should
// not, whoever was told "in" is in, and it goes on by itself when the database is back.
import { setTimeout as sleep } from 'node:timers/promises'
import { openBrowser, said } from '../browser.ts'
import { runCommand } from '../nodes.ts'
import { addressOf, officerAt, openByHand } from '../officers.ts'
import { type Figure, progress, quantile, upperBound } from '../report.ts'
import { signIn } from '../sign-in.ts'
import { type CalmWorld, inCalmWorld } from '../world.ts'

type Told = { status: number; seconds: number; text: string; retry: boolean }
type Crash = { told: Told[]; backAfter: number; inAfter: number }

/** `minutes`: no crash begins later. */
export const crashDatabase = ({ crashes, minutes }: { crashes: number; minutes: number }): Promise<Figure[]> =>
  inCalmWorld({ nodes: 2, officers: crashes * 60 + 200 }, async (world) => {
    await openByHand(world.db.query, 8)
    const people = comeAndGo(world)
    const rounds: Crash[] = []
    const until = performance.now() + minutes * 60_000
    for (let n = 1; n <= crashes && (n === 1 || performance.now() < until); n += 1) {
      await sleep(1500)
      rounds.push(await crashOnce(world, people))
      progress(`  ${n} crashes, ${people.done.length} in`)
    }
    await people.end()
    return judge(world, rounds, people.done)
  })

/** Three people at a time sign in without a pause; numbers of those who were told that they are in. */
function comeAndGo(world: CalmWorld) {
  const done: number[] = []
  let next = 0
  const over = new AbortController()
  const one = async () => {
    while (!over.signal.aborted) {
      next += 1
      const officer = next
      await signIn(world.signInDeps, officerAt(officer), addressOf(officer)).then(
        () => done.push(officer),
        // Whom the crash met; they are not counted as in.
        () => sleep(300),
      )
    }
  }
  const all = Promise.all([one(), one(), one()])
  const end = async () => {
    over.abort()
    await all
  }
  return { done, end }
}

async function crashOnce(world: CalmWorld, people: { done: number[] }): Promise<Crash> {
  await world.db.crash()
  const told: Told[] = []
  const until = performance.now() + 3000
  while (performance.now() < until) {
    told.push(...(await Promise.all(world.nodes.map((_node, at) => askFor(world, at)))))
    await sleep(200)
  }
  await world.db.start()
  const started = performance.now()
  const before = people.done.length
  const since = () => (performance.now() - started) / 1000
  let backAfter = Number.NaN
  while (since() < 40) {
    if (
      Number.isNaN(backAfter) &&
      (await Promise.all(world.nodes.map((_node, at) => askFor(world, at)))).every(({ status }) => status === 200)
    )
      backAfter = since()
    if (!Number.isNaN(backAfter) && people.done.length > before) return { told, backAfter, inAfter: since() }
    await sleep(100)
  }
  return { told, backAfter, inAfter: Number.NaN }
}

async function askFor(world: CalmWorld, node: number): Promise<Told> {
  const started = performance.now()
  const answer = await openBrowser(world.front.only(node), '10.200.0.1').get('/vi/sign-in')
  const seconds = (performance.now() - started) / 1000
  return {
    status: answer.status,
    seconds,
    text: said(answer.text).slice(0, 80),
    retry: answer.headers['retry-after'] !== undefined,
  }
}

async function judge(
  { db, settings }: CalmWorld,
  rounds: readonly Crash[],
  done: readonly number[],
): Promise<Figure[]> {
  await sleep(3000)
  const ids = done.map((officer) => officerAt(officer).idNumber)
  const { rows } = await db.query<{ n: number }>(
    `select count(distinct a.id)::int as n from sessions s join accounts a on a.id = s.account_id where a.id_number = any($1) and s.door = 'standby'`,
    [ids],
  )
  const kept = rows[0]?.n ?? 0
  const check = await runCommand(settings, ['audit', 'check'])
  const told = rounds.flatMap((round) => round.told)
  const open = told.filter(({ status }) => status !== 503)
  const slowest = Math.max(...told.map(({ seconds }) => seconds))
  const back = rounds.map(({ backAfter }) => backAfter)
  const backMost = Math.max(...back)
  return [
    { name: 'database crash: crashes; people told “in”', value: `${rounds.length}; ${done.length}` },
    { name: 'database crash: the page meanwhile', value: `503 “${told[0]?.text ?? ''}”` },
    { name: 'database crash: slowest such page', value: `${slowest.toFixed(2)} s`, target: '≤ 2 s', ok: slowest <= 2 },
    {
      name: 'database crash: other answers; without Retry-After',
      value: `${open.length}; ${told.filter(({ retry }) => !retry).length}`,
      target: '0; 0',
      ok: open.length === 0 && told.every(({ retry }) => retry),
    },
    {
      name: 'database crash: both nodes back after its start, median; most',
      value: `${quantile(back, 0.5).toFixed(1)} s; ${backMost.toFixed(1)} s`,
      target: '≤ 10 s, no restart',
      ok: backMost <= 10,
    },
    {
      name: 'database crash: next person in after its start, most',
      value: `${Math.max(...rounds.map(({ inAfter }) => inAfter)).toFixed(1)} s`,
      target: '≤ 30 s',
      ok: rounds.every(({ inAfter }) => inAfter <= 30),
    },
    { name: 'database crash: told “in” and lost', value: done.length - kept, target: '0', ok: done.length === kept },
    {
      name: 'database crash: audit check',
      value: check.code === 0 ? 'whole' : check.text.trim(),
      target: 'whole',
      ok: check.code === 0,
    },
    { name: 'database crash: a loss per answer is ruled out (95 %) above', value: upperBound(done.length) },
  ]
}
