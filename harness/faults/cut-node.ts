// One of two nodes loses the database and still has people before it (R23): it says so, claims no open door that it has not just looked at,
// and lets nobody in by a door that was closed at the other node meanwhile. The other node goes on.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, openBrowser, said } from '../browser.ts'
import { createFront, type Front } from '../front.ts'
import { createNode, host, party, runCommand } from '../nodes.ts'
import { addressOf, officerAt, openByHand } from '../officers.ts'
import type { Figure } from '../report.ts'
import { comeFromDesk, giveCode, givePassword, signIn } from '../sign-in.ts'
import { type CalmWorld, inCalmWorld, password } from '../world.ts'
import { freePort } from '../../scripts/postgres.mjs'
import { type Cable, layCable } from './cable.ts'

type Seen = {
  path: string
  status: number
  at: number
  seconds: number
  retry: boolean
  saysOpen: boolean
  words: string
}
type Scene = { world: CalmWorld; cable: Cable; cut: Front; whole: Front }

const paths = ['/vi/sign-in', '/health/ready', '/status/doors.json', '/vi/status'] as const
/** Seconds that a node may still say what it read before. */
const grace = 5

export const cutNode = ({ seconds }: { seconds: number }): Promise<Figure[]> =>
  inCalmWorld({ nodes: 1, officers: 200 }, async (world) => {
    const cable = await layCable(Number(new URL(world.db.url).port))
    const url = world.db.url.replace(/:\d+\//, `:${cable.port}/`)
    const { node, stop } = createNode('node-cut', await freePort(), {
      settings: { ...world.settings, DATABASE_URL: url },
    })
    try {
      await node.start()
      await openByHand(world.db.query)
      const cut = createFront({ ports: [node.port], host })
      return await play({ world, cable, cut, whole: world.front }, seconds)
    } finally {
      await stop()
      await cable.stop()
    }
  })

async function play({ world, cable, cut, whole }: Scene, seconds: number): Promise<Figure[]> {
  const onCut = { ...world.signInDeps, front: cut }
  await signIn(onCut, officerAt(1), addressOf(1))
  const held = await holdCode(cut, world, 2)
  const fresh = openBrowser(cut, addressOf(3))
  const form = (await comeFromDesk(fresh, party)).page
  cable.pull()
  const pulled = performance.now()
  const [seen, others] = await Promise.all([
    watch(cut, pulled, seconds),
    signInAll({ ...world.signInDeps, front: whole }, seconds),
    sleep((seconds * 1000) / 3).then(() => closeDoor(world)),
  ])
  const closed = seconds / 3
  const triedWhileCut = await held.enter()
  cable.plugIn()
  const plugged = performance.now()
  const backAfter = await untilServed(cut, plugged)
  // The door was closed meanwhile: the code in hand and the form of before lead nowhere.
  const [late, password2] = [await held.enter(), await givesPassword(fresh, form)]
  const { rows } = await world.db.query<{ n: number }>(
    `select count(*)::int as n from sessions s, (select max(closed_at) as at from standby_periods) c where s.door = 'standby' and s.created_at > c.at`,
  )
  const after = rows[0]?.n ?? -1
  // A look that began at once waits for the pulse: 1.2 s of silence, and the next question.
  const pages = seen.filter(({ path }) => path !== '/health/ready')
  const slowest = Math.max(...seen.map((one) => one.seconds))
  const stale = seen.filter(({ saysOpen, at }) => saysOpen && at > grace)
  const served = pages.filter(({ status, at }) => status !== 503 && at > grace)
  const named = (figure: Figure): Figure => ({ ...figure, name: `node cut off: ${figure.name}` })
  return [
    {
      name: 'the person saw there, after at most',
      value: `${triedWhileCut.status} “${triedWhileCut.words}”; ${slowest.toFixed(2)} s`,
      target: '503, ≤ 2 s',
      ok: triedWhileCut.status === 503 && slowest <= 2,
    },
    {
      name: `of ${seen.length} answers, served later than ${grace} s; pages without Retry-After`,
      value: `${served.length}; ${pages.filter(({ status, retry }) => status === 503 && !retry).length}`,
      target: '0; 0',
      ok: served.length === 0 && pages.every(({ status, retry }) => status !== 503 || retry),
    },
    {
      name: `“the door is open” said later than ${grace} s (closed at the other node after ${closed.toFixed(0)} s)`,
      value: stale.length,
      target: '0',
      ok: stale.length === 0,
    },
    {
      name: 'its readiness',
      value: readinessOf(seen),
      target: '503 within 2 s',
      ok: seen.every(({ path, status, at }) => path !== '/health/ready' || status === 503 || at < 2),
    },
    {
      name: 'meanwhile at the other node: in before it was closed; in after',
      value: `${others.before}; ${after}`,
      target: '> 0; 0',
      ok: others.before > 0 && after === 0,
    },
    {
      name: 'served again after the cable is back',
      value: `${backAfter.toFixed(1)} s`,
      target: '≤ 10 s',
      ok: backAfter <= 10,
    },
    {
      name: 'then: the code in hand; a password on the form of before',
      value: `${late.status} “${late.words}”; ${password2}`,
      target: 'not in; not in',
      ok: !late.isIn && password2 !== 'led on',
    },
  ].map(named)
}

const readinessOf = (seen: readonly Seen[]) => {
  const asked = seen.filter(({ path }) => path === '/health/ready')
  const red = asked.find(({ status }) => status === 503)
  return red ? `503 after ${red.at.toFixed(1)} s` : 'green all the while'
}

/** Asks for everything that may say something of the door, again and again; `at`: seconds from the cut to the answer. */
async function watch(front: Front, from: number, seconds: number): Promise<Seen[]> {
  const seen: Seen[] = []
  const ask = async (path: string) => {
    while ((performance.now() - from) / 1000 < seconds) {
      const asked = performance.now()
      const { status, headers, text } = await openBrowser(front, '10.202.0.1').get(path)
      const now = performance.now()
      const saysOpen = status === 200 && (text.includes('Cửa dự phòng đang mở') || text.includes('"standby":"open"'))
      seen.push({
        path,
        status,
        at: (now - from) / 1000,
        seconds: (now - asked) / 1000,
        retry: headers['retry-after'] !== undefined,
        saysOpen,
        words: said(text).slice(0, 60),
      })
      await sleep(200)
    }
  }
  await Promise.all(paths.map(ask))
  return seen
}

/** One after the other; whoever comes after the closing finds no door. */
async function signInAll(deps: CalmWorld['signInDeps'], seconds: number): Promise<{ before: number }> {
  const until = performance.now() + seconds * 1000
  let [before, next] = [0, 10]
  while (performance.now() < until) {
    const i = next++
    before += await signIn(deps, officerAt(i), addressOf(i)).then(
      () => 1,
      () => sleep(500).then(() => 0),
    )
  }
  return { before }
}

/** By the server's own command, beside the nodes. */
async function closeDoor({ settings }: CalmWorld): Promise<void> {
  const words = ['standby', 'close', '--break-glass', 'Đỗ Minh Quân', '--reason', 'Cổng đã hoạt động lại']
  const { code, text } = await runCommand(settings, words)
  if (code !== 0) throw new Error(`standby close ended with ${code}: ${text}`)
}

/** Password proven, code in hand. */
async function holdCode(front: Front, world: CalmWorld, i: number) {
  const browser = openBrowser(front, addressOf(i))
  const { page } = await comeFromDesk(browser, party)
  const codePage = await givePassword(browser, page, { number: officerAt(i).idNumber, password })
  const code = await world.gateway.codeFor(officerAt(i).phone)
  const enter = async () => {
    const { status, headers, text } = await giveCode(browser, codePage, code)
    return {
      status,
      words: said(text).slice(0, 60) || (headers.location ?? ''),
      isIn: (headers.location ?? '').includes('/oidc/auth/'),
    }
  }
  return { enter }
}

const givesPassword = (browser: Browser, page: string): Promise<string> =>
  givePassword(browser, page, { number: officerAt(3).idNumber, password }).then(
    () => 'led on',
    () => 'refused',
  )

async function untilServed(front: Front, from: number): Promise<number> {
  const since = () => (performance.now() - from) / 1000
  while (since() < 30) {
    if ((await openBrowser(front, '10.202.0.2').get('/vi/sign-in')).status === 200) return since()
    await sleep(100)
  }
  return Number.POSITIVE_INFINITY
}
