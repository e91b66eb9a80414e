// T12: does any answer tell whether somebody exists, is suspended or not ready? By its bytes, or by its time, over interleaved samples.
import { createDice, type Dice } from '../dice.ts'
import { openByHand } from '../officers.ts'
import { type Figure, progress, quantile } from '../report.ts'
import { inCalmWorld } from '../world.ts'
import { type Asking, register, resets, type Sample, signIn, type Visit } from './endpoints.ts'
import { officersFor, prepareArms } from './enumerated.ts'
import { createSolver } from './puzzle.ts'
import { aucOf } from './statistics.ts'

export type EnumerationOptions = {
  samples: number
  seed: number
  only: string | undefined
  /** Of these alone; undefined: all. */
  arms: readonly string[] | undefined
  isFull: boolean
}

const kinds = ['sign-in', 'resets', 'register'] as const
const armsOf = {
  'sign-in': ['unknown', 'wrong', 'suspended', 'not-ready', 'locked', 'locked-unknown'],
  resets: ['unknown', 'wrong', 'suspended', 'not-ready'],
  register: ['unknown', 'known', 'suspended'],
} as const

/** Nobody’s number is what all others are compared with; a locked one with one that is locked as well. */
const referenceOf = (arm: string) => (arm === 'locked' ? 'locked-unknown' : 'unknown')

const blockOf = 160
const warmUp = 20

export async function probeEnumeration({ samples, seed, only, arms, isFull }: EnumerationOptions): Promise<Figure[]> {
  const dice = createDice(seed)
  // The first samples of each arm warm the service up and are left out.
  const all = samples + warmUp
  const settings = { SMS_DAILY_BUDGET: '1000000' }
  return inCalmWorld({ nodes: 2, officers: officersFor(all), settings }, async (world) => {
    await openByHand(world.db.query)
    await prepareArms(world.db.query, { settings: world.settings, samples: all })
    let seats = 0
    const asking: Asking = {
      front: world.front.only(0),
      solve: createSolver(world.settings),
      samples: all,
      seat: () => (seats += 1),
    }
    const taken: Sample[] = []
    for (const kind of kinds.filter((one) => only === undefined || one === only)) {
      const chosen = armsOf[kind].filter((arm) => arms === undefined || arms.includes(arm))
      taken.push(...(await takeSamples(asking, kind, visitsOf(chosen, all, dice))))
      progress(`${kind}: ${taken.length} samples so far`)
    }
    return figuresOf(taken, isFull)
  })
}

/** Every arm so often, in an order that chance made. Those of the warm-up come first. */
function visitsOf(arms: readonly string[], all: number, dice: Dice): Visit[] {
  const of = (from: number, to: number) =>
    arms.flatMap((arm) => Array.from({ length: to - from }, (_, at) => ({ arm, n: from + at, order: dice.next() })))
  const inOrder = (visits: (Visit & { order: number })[]) => visits.toSorted((a, b) => a.order - b.order)
  return [...inOrder(of(0, warmUp)), ...inOrder(of(warmUp, all))]
}

async function takeSamples(asking: Asking, kind: (typeof kinds)[number], visits: readonly Visit[]): Promise<Sample[]> {
  const taken: Sample[] = []
  const isWarm = ({ n }: Visit) => n >= warmUp
  if (kind === 'resets') {
    for (let at = 0; at < visits.length; at += blockOf) {
      const block = visits.slice(at, at + blockOf)
      const done = await resets(asking, block)
      taken.push(...done.filter((_sample, index) => isWarm(block[index % block.length] as Visit)))
    }
    return taken
  }
  const ask = kind === 'sign-in' ? signIn : register
  for (const visit of visits) {
    const done = await ask(asking, visit)
    if (isWarm(visit)) taken.push(...done)
  }
  return taken
}

function figuresOf(taken: readonly Sample[], isFull: boolean): Figure[] {
  const endpoints = [...new Set(taken.map(({ endpoint }) => endpoint))]
  return endpoints.flatMap((endpoint) => {
    const here = taken.filter((sample) => sample.endpoint === endpoint)
    const arms = [...new Set(here.map(({ arm }) => arm))].filter(
      (arm) => referenceOf(arm) !== arm && arm !== 'locked-unknown',
    )
    return arms.flatMap((arm) => compare(here, arm, isFull))
  })
}

function compare(here: readonly Sample[], arm: string, isFull: boolean): Figure[] {
  const of = (name: string) => here.filter((sample) => sample.arm === name)
  const [mine, others] = [of(arm), of(referenceOf(arm))]
  const name = `${here[0]?.endpoint}: ${arm} / ${referenceOf(arm)}`
  const [faces, other] = [new Set(mine.map(({ face }) => face)), new Set(others.map(({ face }) => face))]
  const isAlike = faces.size === 1 && other.size === 1 && faces.has([...other][0] ?? '')
  if (!isAlike) progress(`${name}: faces differ\n${firstDifference([...faces][0] ?? '', [...other].at(-1) ?? '')}`)
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

function firstDifference(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return `… ${a.slice(Math.max(0, at - 80), at + 120)}\n≠ ${b.slice(Math.max(0, at - 80), at + 120)}`
}
