// npm run race:periods: administrators open, extend and close doors, propose and end policies, the policies open doors by themselves, all at
// once on two nodes that are killed and come back; afterwards the history must be one line and the audit whole (T06).
// Options: --ops N (2000; --full: 10000) · --administrators N · --seed N · --json. Ends by itself after --minutes N (5; --full: 60).
import { setTimeout as sleep } from 'node:timers/promises'
import { addAdministrator } from '../administrators.ts'
import type { Query } from '../database.ts'
import { createDice } from '../dice.ts'
import { loggedErrors, runCommand } from '../nodes.ts'
import { type Figure, progress, quantile, tell, upperBound } from '../report.ts'
import { runHarness } from '../run.ts'
import { inWholeWorld, type WholeWorld } from '../world.ts'
import { type Actor, createActor, type Op, type Told } from './actors.ts'
import { readHistory, readLedger } from './history.ts'

const options = {
  ops: { type: 'string' },
  minutes: { type: 'string' },
  administrators: { type: 'string', default: '6' },
} as const

/** Doors that are fought for: few enough that they meet. */
const scopes = ['everyone', ...Array.from({ length: 8 }, (_, i) => `DV${i + 1}`)]
/** Policies are agreed on for more: one opens once in an outage, and only where nobody else has. */
const policyScopes = [...scopes, ...Array.from({ length: 40 }, (_, i) => `DV${i + 9}`)]
const weights: Record<Op, number> = { open: 4, extend: 2, close: 5, propose: 2, agree: 3, end: 1 }
const mix = (Object.keys(weights) as Op[]).flatMap((op) => Array.from({ length: weights[op] }, () => op))

type Race = { ops: number; minutes: number; administrators: number; seed: number }
type Result = { told: Told[]; kills: number }

async function race(world: WholeWorld, { ops, minutes, administrators, seed }: Race): Promise<Result> {
  const dice = createDice(seed)
  const actors: Actor[] = []
  for (let i = 1; i <= administrators; i += 1) {
    const who = await addAdministrator(world.settings, `quantri${i}`, `Quản trị ${i}`)
    actors.push(
      await createActor({
        front: world.front,
        who,
        address: `10.250.0.${i}`,
        dice: createDice(seed + i),
        scopes,
        policyScopes,
      }),
    )
  }
  // The verdict must hold for the policies to act: the portal is gone for the whole race.
  await world.sandbox.setFaults({ portal: { mode: 'refuse' } })
  progress(`  ${administrators} administrators, the portal refuses`)
  await untilPoliciesAct(world.db.query)
  const until = Date.now() + minutes * 60_000
  const told: Told[] = []
  const killer = killNodes(world, dice, () => told.length >= ops || Date.now() >= until)
  const run = async (actor: Actor) => {
    // Two hands of one administrator: a double click, two windows.
    while (told.length < ops && Date.now() < until) {
      const op = dice.pick(mix)
      told.push(await actor.act(op))
      if (told.length % 500 === 0) progress(`  ${told.length} tries`)
    }
  }
  await Promise.all(actors.flatMap((actor) => [run(actor), run(actor)]))
  return { told, kills: await killer }
}

/** One node at a time, kill -9, back at once. */
async function killNodes(
  { nodes }: WholeWorld,
  dice: ReturnType<typeof createDice>,
  isOver: () => boolean,
): Promise<number> {
  let kills = 0
  while (!isOver()) {
    await sleep(6000 + dice.below(6000))
    if (isOver()) break
    const node = dice.pick(nodes)
    await node.kill()
    kills += 1
    await node.start()
  }
  return kills
}

/** The watch has called it down for long enough: from now on every agreed policy opens its door within five seconds. */
async function untilPoliciesAct(query: Query): Promise<void> {
  const held = `select 1 from portal_verdicts where word = 'down' and ended_at is null and since < clock_timestamp() - interval '30 seconds'`
  for (let waited = 0; (await query(held)).rows.length === 0; waited += 1) {
    if (waited > 180) throw new Error('the watch did not call the portal down')
    await sleep(1000)
  }
}

/** The sealer follows within a second; where its node was killed, when its lease ran out (15 s). */
async function untilSealed(query: Query): Promise<void> {
  for (let waited = 0; waited < 20; waited += 1) {
    await sleep(1000)
    if ((await readLedger(query)).unsealed === 0) return
  }
}

async function judge(world: WholeWorld, { told, kills }: Result): Promise<Figure[]> {
  const { query } = world.db
  await untilSealed(query)
  const history = await readHistory(query)
  const ledger = await readLedger(query)
  const check = await runCommand(world.settings, ['audit', 'check'])
  for (const fault of history.faults.slice(0, 20)) progress(`  ${fault}`)
  const { rows } = await query<{ opened: number; closed: number }>(
    `select count(*) filter (where kind = 'door-opened')::int as opened, count(*) filter (where kind = 'door-closed')::int as closed from alarms`,
  )
  const doors = { opened: (rows[0]?.opened ?? 0) - history.automatic, closed: rows[0]?.closed ?? 0 }
  const count = (how: Told['how'], ...ops: Op[]) =>
    told.filter((one) => one.how === how && (ops.length === 0 || ops.includes(one.op))).length
  const matches = (done: number, acknowledged: number, lost: number) =>
    done >= acknowledged && done <= acknowledged + lost
  const opens = { done: count('done', 'open', 'extend'), lost: count('lost', 'open', 'extend') }
  const closes = { done: count('done', 'close'), lost: count('lost', 'close') }
  const conflicts = told.filter(({ words }) => words === 'Cửa đã được')
  return [
    { name: 'tries; nodes killed', value: `${told.length}; ${kills}` },
    { name: 'done, refused, lost with a node', value: `${count('done')}, ${count('refused')}, ${count('lost')}` },
    { name: 'answered “đã được X mở lúc Y”', value: conflicts.length, target: '> 0', ok: conflicts.length > 0 },
    {
      name: 'answers that must not be',
      value:
        told
          .filter(({ how }) => how === 'broken')
          .map(({ words }) => words)
          .slice(0, 3)
          .join(' | ') || 0,
      target: '0',
      ok: count('broken') === 0,
    },
    {
      name: 'periods; of them by policies; ended',
      value: `${history.periods}; ${history.automatic}; ${history.closings}`,
      target: 'some by policies',
      ok: history.automatic > 0,
    },
    {
      name: 'automatic openings that came second, and opened nothing',
      value: world.nodes.flatMap((node) => node.log().match(/"event":"policy-refused"/g) ?? []).length,
    },
    {
      name: 'openings done, acknowledged, lost',
      value: `${doors.opened}, ${opens.done}, ${opens.lost}`,
      target: 'acknowledged ≤ done ≤ acknowledged + lost',
      ok: matches(doors.opened, opens.done, opens.lost),
    },
    {
      name: 'closings done, acknowledged, lost',
      value: `${doors.closed}, ${closes.done}, ${closes.lost}`,
      target: 'the same',
      ok: matches(doors.closed, closes.done, closes.lost),
    },
    { name: 'faults in the history', value: history.faults.length, target: '0', ok: history.faults.length === 0 },
    {
      name: 'audit rows; not sealed; gaps',
      value: `${ledger.rows}; ${ledger.unsealed}; ${ledger.gaps}`,
      target: '0; 0',
      ok: ledger.unsealed === 0 && ledger.gaps === 0,
    },
    {
      name: 'audit check',
      value: check.code === 0 ? 'whole' : check.text.trim(),
      target: 'whole',
      ok: check.code === 0,
    },
    {
      name: 'a try, median; p95',
      value: `${quantile(
        told.map(({ ms }) => ms),
        0.5,
      ).toFixed(0)} ms; ${quantile(
        told.map(({ ms }) => ms),
        0.95,
      ).toFixed(0)} ms`,
    },
    { name: 'a fault per try is ruled out (95 %) above', value: upperBound(told.length) },
    ...loggedErrors(world.nodes)
      .slice(0, 8)
      .map(({ what, times }) => ({ name: `logged: ${what}`, value: `${times} times` })),
  ]
}

await runHarness('race:periods', options, async (given, shared) => {
  const plan: Race = {
    ops: Number(given.ops ?? (shared.full ? 10_000 : 2000)),
    minutes: Number(given.minutes ?? (shared.full ? 60 : 5)),
    administrators: Number(given.administrators),
    seed: shared.seed,
  }
  const figures = await inWholeWorld({ nodes: 2, officers: 100 }, async (world) =>
    judge(world, await race(world, plan)),
  )
  const title = 'Standby periods under concurrent administrators and policies, 2 nodes killed in turn, PostgreSQL'
  return tell({ title, seed: shared.seed, command: shared.command, figures }, shared.json)
})
