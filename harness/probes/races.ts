// T03, T04, T05: what exists once is had once, by however many at once, over two nodes.
import { createHasher } from '../../apps/account/src/records/passwords/hasher.ts'
import { limits } from '../../apps/account/src/limits.ts'
import { openByHand } from '../officers.ts'
import { type Figure, progress, upperBound } from '../report.ts'
import { type CalmWorld, inCalmWorld } from '../world.ts'
import { createSolver } from './puzzle.ts'
import {
  type Guesses,
  letDeskRenew,
  raceCode,
  raceGuesses,
  racePuzzle,
  raceRefresh,
  raceRecovery,
  raceTokens,
  type Round,
  signedIn,
} from './race-rounds.ts'

export type RaceOptions = { rounds: number; atOnce: number; guesses: number; only: string | undefined }

const races = ['code', 'guess', 'token', 'refresh', 'puzzle', 'recovery'] as const
type Race = (typeof races)[number]

/** Every race has officers of its own: nobody meets a limit of somebody else's round. */
const firstOf = (race: Race, rounds: number) => races.indexOf(race) * (rounds + 20) + 1

export async function probeRaces(options: RaceOptions): Promise<Figure[]> {
  const chosen = races.filter((race) => options.only === undefined || options.only === race)
  const officers = races.length * (options.rounds + 20) + 1
  return inCalmWorld({ nodes: 2, officers, settings: { SMS_DAILY_BUDGET: '1000000' } }, async (world) => {
    await openByHand(world.db.query, 8)
    const figures: Figure[] = []
    for (const race of chosen) figures.push(...(await run(world, race, options)))
    const { rows } = await world.db.query<{ n: number }>(
      'select count(*)::int as n from (select 1 from sessions where ended_at is null group by account_id having count(*) > 3) many',
    )
    return [
      ...figures,
      { name: 'people with more than three sessions', value: rows[0]?.n ?? -1, target: '0', ok: rows[0]?.n === 0 },
    ]
  })
}

async function run(world: CalmWorld, race: Race, options: RaceOptions): Promise<Figure[]> {
  const started = performance.now()
  const figures = race === 'guess' ? await guesses(world, options) : await winners(world, race, options)
  progress(`${race}: ${((performance.now() - started) / 1000).toFixed(0)} s`)
  return figures
}

async function winners(world: CalmWorld, race: Exclude<Race, 'guess'>, options: RaceOptions): Promise<Figure[]> {
  const one = await roundsOf(world, race, options)
  const done: Round[] = []
  for (let at = 0; at < options.rounds; at += 1) done.push(await one(at))
  const bad = done.filter(({ winners: won, kept }) => won !== 1 || kept !== 1)
  const most = Math.max(...done.map(({ winners: won, kept }) => Math.max(won, kept)))
  return [
    { name: `${names[race]}: rounds of ${done[0]?.asked ?? 0} at once`, value: done.length },
    { name: `${names[race]}: rounds without exactly one winner`, value: bad.length, target: '0', ok: bad.length === 0 },
    { name: `${names[race]}: most winners of a round; excluded above`, value: `${most}; ${upperBound(done.length)}` },
  ]
}

const names = {
  code: 'T03 right code',
  token: 'T05 OpenID code',
  refresh: 'T05 refresh token',
  puzzle: 'T05 captcha',
  recovery: 'T05 recovery code',
}

async function roundsOf(world: CalmWorld, race: Exclude<Race, 'guess'>, { rounds, atOnce }: RaceOptions) {
  const solve = createSolver(world.settings)
  const first = firstOf(race, rounds)
  if (race === 'code') return (at: number) => raceCode(world, first + at, atOnce)
  if (race === 'puzzle') return (at: number) => racePuzzle(world, solve, first + at, atOnce)
  if (race === 'token' || race === 'refresh') {
    if (race === 'refresh') await letDeskRenew(world)
    const browser = await signedIn(world, first)
    return () => (race === 'token' ? raceTokens : raceRefresh)(world, browser, atOnce)
  }
  const code = 'RACE-RACE-RACE-RACE'
  const own = { code, hash: await (await createHasher(limits.hash)).hash(code.replaceAll('-', '')) }
  return (at: number) => raceRecovery(world, solve, first + at, 20, own)
}

async function guesses(world: CalmWorld, { rounds, guesses: atOnce }: RaceOptions): Promise<Figure[]> {
  const done: Guesses[] = []
  const first = firstOf('guess', rounds)
  for (let at = 0; at < Math.max(1, Math.ceil(rounds / 10)); at += 1)
    done.push(await raceGuesses(world, first + at, atOnce))
  const { wrongPerCode } = limits.code
  const { hits } = limits.wrongCodes
  const all = (isRight: (round: Guesses) => boolean) => done.every(isRight)
  const list = (pick: (round: Guesses) => number) => [...new Set(done.map(pick))].join(', ')
  return [
    { name: `T04 wrong guesses: rounds of ${atOnce} at once`, value: done.length },
    {
      name: 'T04 compared with the code',
      value: list(({ compared }) => compared),
      target: `${wrongPerCode}`,
      ok: all(({ compared }) => compared === wrongPerCode),
    },
    {
      name: 'T04 counted; told that they are wrong (the others wait)',
      value: `${list(({ counted }) => counted)}; ${list(({ told }) => told)}`,
      target: `${hits}; ${hits}`,
      ok: all(({ counted, told }) => counted === hits && told === hits),
    },
    {
      name: 'T04 signed in, the right code afterwards included',
      value: list(({ signedIn: n }) => n),
      target: '0',
      ok: all(({ signedIn: n }) => n === 0),
    },
  ]
}
