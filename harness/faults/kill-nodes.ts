// kill -9 at every cut point (R18, T01): the node that reaches it dies there; the person tries again at the other one and gets in; nothing
// that was answered is lost, nothing happens twice.
import { setTimeout as sleep } from 'node:timers/promises'
import { addAdministrator, closeDoors, type Console, enterConsole } from '../administrators.ts'
import { expectPage, hidden, Unexpected } from '../browser.ts'
import { createDice } from '../dice.ts'
import { createFront } from '../front.ts'
import { createNode, host, type Node, runCommand } from '../nodes.ts'
import { addressOf, officerAt, openByHand } from '../officers.ts'
import { type Figure, progress, quantile, upperBound } from '../report.ts'
import { signIn } from '../sign-in.ts'
import { type CalmWorld, inCalmWorld } from '../world.ts'
import { freePort } from '../../scripts/postgres.mjs'
import { doorCuts, signInCuts } from './cuts.ts'
import type { Cut, Wire } from './wire.ts'
import { startWire } from './wire.ts'

type Wired = { wire: Wire; node: Node; stop: () => Promise<void> }
type Round = { cut: string; wasHit: boolean; seconds: number; messages: number; fault: string }

/** One round a cut point, or `kills` rounds in all. Everything in one world; the seed fixes the order. */
export async function killNodes({ kills, seed }: { kills: number; seed: number }): Promise<Figure[]> {
  const cuts = [...signInCuts, ...doorCuts]
  const plan = Array.from({ length: Math.max(kills, cuts.length) }, (_, i) => cuts[i % cuts.length]!)
  const dice = createDice(seed)
  const order = plan.map((cut) => ({ cut, at: dice.next() })).toSorted((a, b) => a.at - b.at)
  return inCalmWorld({ nodes: 1, officers: plan.length + 1 }, async (world) => {
    const administrator = await addAdministrator(world.settings, 'quantri1', 'Đỗ Minh Quân')
    // The first node has migrated; from here on two others go over their wires.
    for (const node of world.nodes) await node.end()
    const wired = [await startWired(world, 'node-a'), await startWired(world, 'node-b')]
    try {
      const front = createFront({ ports: wired.map(({ node }) => node.port), host })
      const console = await enterConsole(front, administrator, '10.250.0.1')
      await openByHand(world.db.query)
      const rounds: Round[] = []
      for (const [i, { cut }] of order.entries()) {
        rounds.push(await playRound({ world: { ...world, front }, wired, console, cut, officer: i + 1 }))
        if (rounds.length % 10 === 0) progress(`  ${rounds.length} rounds`)
      }
      return await judge(world, rounds)
    } finally {
      for (const one of wired) await one.stop()
    }
  })
}

async function startWired(world: CalmWorld, name: string): Promise<Wired> {
  const wire = await startWire(Number(new URL(world.db.url).port))
  const url = world.db.url.replace(/:\d+\//, `:${wire.port}/`)
  const { node, stop } = createNode(name, await freePort(), { settings: { ...world.settings, DATABASE_URL: url } })
  await node.start()
  return { wire, node, stop: async () => void (await Promise.all([stop(), wire.stop()])) }
}

type Playing = { world: CalmWorld; wired: readonly Wired[]; console: Console; cut: Cut; officer: number }

/** Arms the cut at both nodes; whichever comes to it first dies. */
async function playRound(playing: Playing): Promise<Round> {
  const { wired, cut, world, officer } = playing
  const dead: Wired[] = []
  for (const one of wired)
    one.wire.arm(cut, () => {
      dead.push(one)
      for (const other of wired) other.wire.disarm()
      process.kill(one.node.pid(), 'SIGKILL')
    })
  const started = performance.now()
  const isDoor = doorCuts.includes(cut)
  const fault = await (isDoor ? turnDoor(playing) : signInAgain(playing)).catch((error: unknown) => String(error))
  const seconds = (performance.now() - started) / 1000
  // The sealer comes within a second, or when the lease of a node that was killed before has run out (15 s).
  for (let waited = 0; dead.length === 0 && waited < 180; waited += 1) await sleep(100)
  for (const one of wired) one.wire.disarm()
  for (const { node } of dead) {
    await node.ended()
    await node.start()
  }
  const messages = isDoor ? 0 : (world.gateway.sent.get(officerAt(officer).phone) ?? 0)
  return {
    cut: cut.name,
    wasHit: dead.length > 0,
    seconds,
    messages,
    fault: fault || (await lostIn(playing, isDoor)),
  }
}

const patience = 100_000

/** Signs in, from the desk anew after whatever went wrong, until in. Gives what is wrong with that; nothing where nothing is. */
async function signInAgain({ world, officer }: Playing): Promise<string> {
  const until = Date.now() + patience
  let last: unknown
  while (Date.now() < until) {
    try {
      await signIn({ ...world.signInDeps, front: world.front }, officerAt(officer), addressOf(officer))
      return ''
    } catch (error) {
      last = error
      const after = error instanceof Unexpected ? Number(error.answer.headers['retry-after'] ?? 1) : 1
      await sleep(Math.min(after, 61) * 1000)
    }
  }
  return `not in after ${patience / 1000} s: ${String(last)}`
}

/** Opens the door and closes it, each until it is so. */
async function turnDoor({ world, console }: Playing): Promise<string> {
  await again(async () => void (await closeDoors(console, 'Đóng để thử lại')))
  await again(async () => {
    const page = expectPage(await console.browser.get('/vi/console/standby/open'), 'the form that opens')
    if (hidden(page, '/vi/console/standby/open')['seen']) return
    const fields = {
      ...hidden(page, '/vi/console/standby/open'),
      scope: 'everyone',
      reason: 'Cổng không truy cập được',
      minutes: '30',
    }
    const answer = await console.browser.post('/vi/console/standby/open', {
      ...fields,
      password: '',
      code: '',
      people: '',
    })
    if (answer.status === 303 && answer.headers.location?.includes('done=')) return
    if (answer.text.includes('Việc này cần xác thực lại') || answer.status === 303) await console.prove()
    throw new Unexpected('open', answer)
  })
  await again(async () => void (await closeDoors(console, 'Cổng đã hoạt động lại')))
  const { rows } = await world.db.query<{ n: number }>(
    `select count(*)::int as n from standby_periods where closed_at is null`,
  )
  // Somebody else's opening, after which this administrator may open again within the hour.
  await openByHand(world.db.query)
  return rows[0]?.n === 0 ? '' : 'a door was left open after its closing was answered'
}

async function again(work: () => Promise<void>): Promise<void> {
  const until = Date.now() + patience
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(1000)
    }
  }
}

/** What was answered and is not there; a used code without a session. */
async function lostIn({ world, officer }: Playing, isDoor: boolean): Promise<string> {
  if (isDoor) return ''
  const { rows } = await world.db.query<{ sessions: number; dead: number }>(
    `select (select count(*)::int from sessions s join accounts a on a.id = s.account_id where a.id_number = $1) as sessions,
      (select count(*)::int from challenges c join attempts t on t.id::text = c.binding join accounts a on a.id = t.account_id
        where a.id_number = $1 and c.used_at is not null and t.finished_at is null) as dead`,
    [officerAt(officer).idNumber],
  )
  const { sessions = 0, dead = 0 } = rows[0] ?? {}
  if (sessions === 0) return 'the sign-in that was answered is not there'
  return dead > 0 ? 'a code was used up without a session' : ''
}

async function judge({ db, settings }: CalmWorld, rounds: readonly Round[]): Promise<Figure[]> {
  await sleep(3000)
  const check = await runCommand(settings, ['audit', 'check'])
  const faults = rounds.filter(({ fault }) => fault)
  const missed = [...new Set(rounds.filter(({ wasHit }) => !wasHit).map(({ cut }) => cut))]
  const { rows } = await db.query<{ doubles: number }>(
    `select count(*)::int as doubles from (select event_id from audit_ledger group by 1 having count(*) > 1) x`,
  )
  const people = rounds.filter(({ messages }) => messages > 0)
  const most = Math.max(0, ...people.map(({ messages }) => messages))
  const seconds = rounds.map((one) => one.seconds)
  for (const { cut, messages } of people.filter((one) => one.messages > 1)) progress(`  ${cut}: ${messages} codes`)
  for (const { cut, fault } of faults) progress(`  ${cut}: ${fault}`)
  return [
    {
      name: 'kill -9: rounds; cut points; kills',
      value: `${rounds.length}; ${signInCuts.length + doorCuts.length}; ${rounds.filter(({ wasHit }) => wasHit).length}`,
    },
    { name: 'kill -9: cut points not reached', value: missed.join(', ') || 0, target: '0', ok: missed.length === 0 },
    { name: 'kill -9: lost or broken', value: faults.length, target: '0', ok: faults.length === 0 },
    {
      name: 'kill -9: from the start to in, median; most',
      value: `${quantile(seconds, 0.5).toFixed(1)} s; ${Math.max(...seconds).toFixed(1)} s`,
    },
    { name: 'kill -9: codes to one person, most', value: most, target: '≤ 2', ok: most <= 2 },
    {
      name: 'kill -9: audit check; rows sealed twice',
      value: `${check.code === 0 ? 'whole' : check.text.trim()}; ${rows[0]?.doubles}`,
      target: 'whole; 0',
      ok: check.code === 0 && rows[0]?.doubles === 0,
    },
    { name: 'kill -9: a loss per kill is ruled out (95 %) above', value: upperBound(rounds.length) },
  ]
}
