// kill -9 at every cut point (R18, T01): the node that reaches it dies there; the person tries again at another one and gets it done; nothing
// that was answered is lost, nothing happens twice.
import { setTimeout as sleep } from 'node:timers/promises'
import { limits } from '../../apps/account/src/limits.ts'
import { createHasher } from '../../apps/account/src/records/passwords/hasher.ts'
import { freePort } from '../../scripts/postgres.mjs'
import { addAdministrator, enterConsole } from '../administrators.ts'
import { addDeskDatabase, deskHost, deskSettings, prepareDesk } from '../desk.ts'
import { createDice } from '../dice.ts'
import { createFront } from '../front.ts'
import { type App, createNode, host, type Node, runCommand, type Settings } from '../nodes.ts'
import { officerAt, openByHand } from '../officers.ts'
import { createSolver } from '../probes/puzzle.ts'
import type { RecoveryCode } from '../probes/race-rounds.ts'
import { type Figure, progress, quantile, upperBound } from '../report.ts'
import { type CalmWorld, inCalmWorld } from '../world.ts'
import { type Place, places } from './cuts.ts'
import { stepsOf, type Walking } from './kill-walks.ts'
import { startWire, type Wire } from './wire.ts'

type Round = { place: Place; wasHit: boolean; seconds: number; messages: number; fault: string }
type Played = { rounds: Round[]; check: string; doubles: number }

/** `minutes`: no round begins later. */
type Killing = { kills: number; worlds: number; minutes: number; seed: number }

/** One round a cut point, or `kills` rounds in all, dealt to so many worlds at once; the seed fixes the order. */
export async function killNodes({ kills, worlds, minutes, seed }: Killing): Promise<Figure[]> {
  const plan = Array.from({ length: Math.max(kills, places.length) }, (_, i) => places[i % places.length]!)
  const dice = createDice(seed)
  const order = plan.map((place) => ({ place, at: dice.next() })).toSorted((a, b) => a.at - b.at)
  const code = 'CUTS-CUTS-CUTS-CUTS'
  const recovery = { code, hash: await (await createHasher(limits.hash)).hash(code.replaceAll('-', '')) }
  const playing: Promise<Played>[] = []
  let done = 0
  const until = performance.now() + minutes * 60_000
  for (let nth = 0; nth < worlds; nth += 1) {
    const share = order.filter((_one, i) => i % worlds === nth).map(({ place }) => place)
    const ready = Promise.withResolvers<void>()
    const note = () => {
      done += 1
      if (done % 10 === 0) progress(`  ${done} rounds`)
    }
    playing.push(playWorld(share, recovery, { ready: ready.resolve, note, until }))
    // One after the other, so that each finds free ports.
    await Promise.race([ready.promise, playing[nth]])
  }
  return judge(await Promise.all(playing))
}

type Telling = { ready: () => void; note: () => void; until: number }

const playWorld = (share: readonly Place[], recovery: RecoveryCode, { ready, note, until }: Telling): Promise<Played> =>
  inCalmWorld({ nodes: 1, officers: share.length + 1, settings: { SMS_DAILY_BUDGET: '1000000' } }, async (world) => {
    const administrator = await addAdministrator(world.settings, 'quantri1', 'Đỗ Minh Quân')
    // The first node has migrated; from here on others go over their wires.
    for (const node of world.nodes) await node.end()
    const deskDatabase = await addDeskDatabase(world.db.query, world.db.url)
    const fleets: Fleet[] = []
    try {
      const account = await startFleet('account', 3, { databaseUrl: world.db.url, settings: world.settings })
      fleets.push(account)
      const desk = await startFleet('desk', 2, {
        databaseUrl: deskDatabase.url,
        settings: deskSettings(deskDatabase.url),
      })
      fleets.push(desk)
      await prepareDesk(deskDatabase.query)
      const front = createFront({ ports: account.ports, host })
      const console = await enterConsole(front, administrator, '10.250.0.1')
      await openByHand(world.db.query, 8)
      const walking = {
        world: { ...world, front, signInDeps: { ...world.signInDeps, front } },
        console,
        desk: { query: deskDatabase.query, front: createFront({ ports: desk.ports, host: deskHost }) },
        solve: createSolver(world.settings),
        recovery,
      }
      ready()
      const rounds: Round[] = []
      for (const [i, place] of share.entries()) {
        if (performance.now() > until) break
        const fleet = place.walk === 'dossier' ? desk : account
        rounds.push(await playRound({ ...walking, officer: i + 1 }, place, fleet))
        note()
      }
      return { rounds, ...(await lookAtLedger(world)) }
    } finally {
      for (const fleet of fleets) await fleet.stop()
      await deskDatabase.stop()
    }
  })

type Wired = { wire: Wire; node: Node; stop: () => Promise<void>; coming: Promise<void> }
type Fleet = { wired: readonly Wired[]; ports: number[]; stop: () => Promise<void> }

async function startFleet(
  app: App,
  count: number,
  { databaseUrl, settings }: { databaseUrl: string; settings: Settings },
): Promise<Fleet> {
  const wired: Wired[] = []
  const stop = async () => {
    await Promise.all(wired.map(({ coming }) => coming))
    for (const one of wired) await one.stop()
  }
  for (let i = 1; i <= count; i += 1) {
    const wire = await startWire(Number(new URL(databaseUrl).port))
    const key = app === 'desk' ? 'DESK_DATABASE_URL' : 'DATABASE_URL'
    const own = { ...settings, [key]: databaseUrl.replace(/:\d+\//, `:${wire.port}/`) }
    const { node, stop: stopNode } = createNode(`${app}-${i}`, await freePort(), { settings: own, app })
    await node.start()
    const stopBoth = async () => void (await Promise.all([stopNode(), wire.stop()]))
    wired.push({ wire, node, stop: stopBoth, coming: Promise.resolve() })
  }
  return { wired, ports: wired.map(({ node }) => node.port), stop }
}

/** Starts it anew; its port may be somebody's outgoing one for a moment. */
async function revive({ node }: Wired): Promise<void> {
  await node.ended()
  for (let tries = 1; ; tries += 1) {
    try {
      return await node.start()
    } catch (error) {
      if (tries === 10) throw error
      await sleep(1000)
    }
  }
}

/** Arms the cut at every node; whichever comes to it first dies. Two at least are up: who dies and who goes on. */
async function playRound(walking: Walking, place: Place, { wired }: Fleet): Promise<Round> {
  while (wired.filter(({ node }) => node.isReady()).length < 2) await sleep(50)
  const { before, walk, fault: faultOf } = stepsOf[place.walk]
  const dead: Wired[] = []
  const disarm = () => {
    for (const { wire } of wired) wire.disarm()
  }
  const arm = () => {
    for (const one of wired)
      one.wire.arm(place, () => {
        dead.push(one)
        disarm()
        process.kill(one.node.pid(), 'SIGKILL')
        one.coming = revive(one)
        // Told where the fleet is stopped.
        one.coming.catch(() => {})
      })
  }
  let started = performance.now()
  const work = async () => {
    const browser = await before(walking)
    arm()
    started = performance.now()
    await walk(walking, browser as NonNullable<typeof browser>)
    return ''
  }
  const fault = await work().catch((error: unknown) => String(error))
  const seconds = (performance.now() - started) / 1000
  // The sealer comes within a second, or when the lease of a node that was killed before has run out (15 s).
  for (let waited = 0; dead.length === 0 && waited < 180; waited += 1) await sleep(100)
  disarm()
  const isSignIn = place.walk === 'sign-in'
  const messages = isSignIn ? (walking.world.gateway.sent.get(officerAt(walking.officer).phone) ?? 0) : 0
  const round = { place, wasHit: dead.length > 0, seconds, messages, fault: fault || (await faultOf(walking)) }
  if (round.fault) progress(`  ${place.name}: ${round.fault}`)
  return round
}

async function lookAtLedger({ db, settings }: CalmWorld): Promise<{ check: string; doubles: number }> {
  await sleep(17_000)
  const check = await runCommand(settings, ['audit', 'check'])
  const { rows } = await db.query<{ doubles: number }>(
    `select count(*)::int as doubles from (select event_id from audit_ledger group by 1 having count(*) > 1) x`,
  )
  return { check: check.code === 0 ? 'whole' : check.text.trim(), doubles: rows[0]?.doubles ?? -1 }
}

function judge(played: readonly Played[]): Figure[] {
  const rounds = played.flatMap((world) => world.rounds)
  const faults = rounds.filter(({ fault }) => fault)
  const missed = [...new Set(rounds.filter(({ wasHit }) => !wasHit).map(({ place }) => place.name))]
  const most = Math.max(0, ...rounds.map(({ messages }) => messages))
  const seconds = rounds.map((one) => one.seconds)
  const doubles = played.reduce((sum, world) => sum + world.doubles, 0)
  const checks = [...new Set(played.map(({ check }) => check))].join('; ')
  const count = (walk: string) => rounds.filter(({ place, wasHit }) => wasHit && place.walk === walk).length
  for (const { place, messages } of rounds.filter((one) => one.messages > 1))
    progress(`  ${place.name}: ${messages} codes`)
  return [
    {
      name: 'kill -9: rounds; cut points; kills',
      value: `${rounds.length}; ${places.length}; ${rounds.filter(({ wasHit }) => wasHit).length}`,
    },
    {
      name: 'kill -9: kills at sign-ins, the switch, new numbers, resets, dossiers',
      value: (['sign-in', 'door', 'number', 'reset', 'dossier'] as const).map(count).join(', '),
    },
    { name: 'kill -9: cut points not reached', value: missed.join(', ') || 0, target: '0', ok: missed.length === 0 },
    { name: 'kill -9: lost or broken', value: faults.length, target: '0', ok: faults.length === 0 },
    {
      name: 'kill -9: from the start to done, median; most',
      value: `${quantile(seconds, 0.5).toFixed(1)} s; ${Math.max(...seconds).toFixed(1)} s`,
    },
    { name: 'kill -9: codes to one person who signs in, most', value: most, target: '≤ 2', ok: most <= 2 },
    {
      name: 'kill -9: audit check; rows sealed twice',
      value: `${checks}; ${doubles}`,
      target: 'whole; 0',
      ok: checks === 'whole' && doubles === 0,
    },
    { name: 'kill -9: a loss per kill is ruled out (95 %) above', value: upperBound(rounds.length) },
  ]
}
