// T12: does any answer tell whether somebody exists, is suspended or not ready? By its bytes, or by its time, over interleaved samples.
import { setTimeout as sleep } from 'node:timers/promises'
import { createDice, type Dice } from '../dice.ts'
import { openByHand } from '../officers.ts'
import { type Figure, progress, quantile } from '../report.ts'
import { type CalmWorld, inCalmWorld } from '../world.ts'
import { type Asking, createFaces, type Faces, register, resets, type Sample, signIn, type Visit } from './endpoints.ts'
import { arms as officerArms, citizens, officersFor, prepareArms } from './enumerated.ts'
import { createSolver } from './puzzle.ts'
import { aucOf } from './statistics.ts'

export type EnumerationOptions = {
  samples: number
  seed: number
  only: string | undefined
  /** Of these alone; undefined: all. */
  arms: readonly string[] | undefined
  /** How many ask at the same time. */
  clients: number
}

const kinds = ['sign-in', 'resets', 'register'] as const
const armsOf = { 'sign-in': officerArms, resets: officerArms, register: ['unknown', ...citizens] } as const

/** Nobody’s number is what all others are compared with; a locked one with one that is locked as well, where officers are asked for. */
const referenceOf = (here: readonly Sample[], arm: string) =>
  arm === 'locked' && here.some((sample) => sample.arm === 'locked-unknown') ? 'locked-unknown' : 'unknown'

/** So many of each arm judge by the real targets; fewer can show a leak, and not that there is none. */
const enough = 3000
const warmUp = 20

export async function probeEnumeration(options: EnumerationOptions): Promise<Figure[]> {
  const { samples, only, arms, clients } = options
  const dice = createDice(options.seed)
  // The first samples of each arm warm the service up and are left out.
  const all = samples + warmUp
  const settings = { SMS_DAILY_BUDGET: '1000000' }
  return inCalmWorld({ nodes: 1, officers: officersFor(all), settings }, async (world) => {
    await openByHand(world.db.query, 8)
    await prepareArms(world.db.query, { settings: world.settings, samples: all })
    await untilJudged(world)
    let seats = 0
    const faces = createFaces()
    const asking: Asking = {
      front: world.front,
      solve: createSolver(world.settings),
      samples: all,
      seat: () => (seats += 1),
      faces,
    }
    const taken: Sample[] = []
    for (const kind of kinds.filter((one) => only === undefined || one === only)) {
      const chosen = armsOf[kind].filter((arm) => arms === undefined || arms.includes(arm))
      taken.push(...(await takeSamples(asking, kind, { visits: visitsOf(chosen, all, dice), clients })))
    }
    return figuresOf(taken, faces, samples >= enough)
  })
}

/** The watch of a portal that is not there says so after half a minute, on the sign-in page too: no sample before. */
async function untilJudged({ db }: CalmWorld): Promise<void> {
  const isDown = async () => ((await db.query(`select 1 from portal_verdicts where word = 'down'`)).rowCount ?? 0) > 0
  for (let tries = 0; tries < 240 && !(await isDown()); tries += 1) await sleep(500)
  if (!(await isDown())) throw new Error('the watch did not see within two minutes that the portal is away')
  // What nodes know of it is at most 5 s old.
  await sleep(6000)
}

/** Round by round every arm once, each round in an order that chance made: what the machine does meanwhile meets all arms alike. */
function visitsOf(arms: readonly string[], all: number, dice: Dice): Visit[] {
  const round = (n: number) =>
    arms
      .map((arm) => ({ arm, n, order: dice.next() }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ arm }) => ({ arm, n }))
  return Array.from({ length: all }, (_, n) => round(n)).flat()
}

type Work = { visits: readonly Visit[]; clients: number }

/** The clients take the next visit in turn: most of an answer’s time is waiting for its beat. */
async function takeSamples(asking: Asking, kind: (typeof kinds)[number], { visits, clients }: Work): Promise<Sample[]> {
  const taken: Sample[] = []
  const started = performance.now()
  let noted = 0
  const note = (samples: readonly Sample[]) => {
    taken.push(...samples.filter(({ n }) => n >= warmUp))
    noted += samples.length
    if (Math.floor(noted / 1000) === Math.floor((noted - samples.length) / 1000)) return
    progress(`${kind}: ${noted} samples after ${((performance.now() - started) / 1000).toFixed(0)} s`)
  }
  const next = visits.values()
  const client = async () => {
    if (kind === 'resets') await resets(asking, next, note)
    else for (const visit of next) note(await (kind === 'sign-in' ? signIn : register)(asking, visit))
  }
  await Promise.all(Array.from({ length: clients }, client))
  return taken
}

function figuresOf(taken: readonly Sample[], texts: Faces, isFull: boolean): Figure[] {
  const endpoints = [...new Set(taken.map(({ endpoint }) => endpoint))]
  return endpoints.flatMap((endpoint) => {
    const here = taken.filter((sample) => sample.endpoint === endpoint)
    const arms = [...new Set(here.map(({ arm }) => arm))].filter((arm) => arm !== 'unknown' && arm !== 'locked-unknown')
    return arms.flatMap((arm) => compare(here, { arm, texts, isFull }))
  })
}

type Comparing = { arm: string; texts: Faces; isFull: boolean }

function compare(here: readonly Sample[], { arm, texts, isFull }: Comparing): Figure[] {
  const of = (name: string) => here.filter((sample) => sample.arm === name)
  const reference = referenceOf(here, arm)
  const [mine, others] = [of(arm), of(reference)]
  const name = `${here[0]?.endpoint}: ${arm} / ${reference}`
  const [faces, other] = [new Set(mine.map(({ face }) => face)), new Set(others.map(({ face }) => face))]
  const isAlike = faces.size === 1 && other.size === 1 && faces.has([...other][0] ?? '')
  if (!isAlike) progress(`${name}: faces differ\n${differenceOf(texts, [...faces], [...other])}`)
  const [times, otherTimes] = [mine.map(({ ms }) => ms), others.map(({ ms }) => ms)]
  const { auc, low, high } = aucOf(times, otherTimes)
  const [median, otherMedian] = [quantile(times, 0.5), quantile(otherTimes, 0.5)]
  const apart = (100 * Math.abs(median - otherMedian)) / otherMedian
  const isWithin = isFull ? low >= 0.47 && high <= 0.53 : low <= 0.53 && high >= 0.47
  return [
    {
      name: `${name}: same bytes`,
      value: isAlike ? 'yes' : `no (${faces.size}, ${other.size})`,
      target: 'yes',
      ok: isAlike,
    },
    {
      name: `${name}: AUC [95 %], n = ${times.length}`,
      value: `${auc.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`,
      target: isFull ? 'within 0.47–0.53' : 'touches 0.47–0.53',
      ok: isWithin,
    },
    {
      name: `${name}: medians, ms`,
      value: `${median.toFixed(1)} / ${otherMedian.toFixed(1)} (${apart.toFixed(1)} % apart)`,
      ...(isFull ? { target: 'under 2 %', ok: apart < 2 } : {}),
    },
  ]
}

/** Where the first of either that the other has not begin to differ. */
function differenceOf(texts: Faces, mine: readonly string[], others: readonly string[]): string {
  const only = mine.find((face) => !others.includes(face)) ?? mine[0] ?? ''
  const a = texts.textOf(only)
  const b = texts.textOf(others.find((face) => face !== only) ?? '')
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return `… ${a.slice(Math.max(0, at - 80), at + 120)}\n≠ ${b.slice(Math.max(0, at - 80), at + 120)}`
}
