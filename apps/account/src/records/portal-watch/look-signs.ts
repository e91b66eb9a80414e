// What our own looks at the portal say: fine, shaky, failing, or at fault themselves.
import { limits } from '../../limits.ts'
import { type Fault, faultOf, type ProbeError, type ProbeKind, type Round } from './seen.ts'

/** Seconds; shorter where the calm is set shorter, but long enough to tell flapping from a stumble. */
const latelyMost = 2 * 60

export type LookSigns = {
  /** No look for a minute: nobody is watching. */
  isSilent: boolean
  /** The looks that failed in a row up to now, by the portal's fault. */
  bad: number
  badSince: number
  /** Failed looks lately (two minutes), in a row or not. */
  badLately: number
  badLatelySince: number
  /** The last failed look; 0 where the last minutes had none. */
  lastBad: number
  /** Our own fault stands in all of the last three looks. */
  isOurs: boolean
  hadOurs: boolean
  isTurnedAway: boolean
  isSlow: boolean
  slowest: number
  failure: { kind: ProbeKind; error: ProbeError } | null
  tlsLeft: number | null
}

/** The fault a round stands for: ours where any probe says so, for then the others prove nothing. */
function faultOfRound({ failures }: Round): Fault | null {
  if (failures.length === 0) return null
  const faults = failures.map(({ error }) => faultOf[error])
  return (['ours', 'portal', 'unsure'] as const).find((fault) => faults.includes(fault)) ?? null
}

/** A look that our own node was too busy for neither fails nor succeeds: it does not end a row of failures either. */
const saysSomething = ({ failures }: Round) =>
  failures.length === 0 || failures.some(({ error }) => faultOf[error] !== 'none')

export function readLooks(all: readonly Round[], now: number, calm: number): LookSigns {
  const rounds = all.filter(saysSomething)
  const lately = now - Math.max(2 * limits.watch.badFor, Math.min(latelyMost, calm))
  const signs: LookSigns = {
    isSilent: (rounds.at(-1)?.at ?? 0) < now - limits.watch.silent,
    bad: 0,
    badSince: 0,
    badLately: 0,
    badLatelySince: 0,
    lastBad: 0,
    isOurs: false,
    hadOurs: false,
    isTurnedAway: false,
    isSlow: false,
    slowest: 0,
    failure: null,
    tlsLeft: rounds.at(-1)?.tlsLeft ?? null,
  }
  let inARow = true
  const newest: (Fault | null)[] = []
  let slow = 0
  for (let index = rounds.length - 1; index >= 0; index -= 1) {
    const round = rounds[index]
    if (!round || round.at < now - limits.watch.calm) break
    const fault = faultOfRound(round)
    if (newest.length < 6 && round.slowest > limits.probes.slow) slow += 1
    if (newest.length < 6) newest.push(fault)
    if (newest.length <= 6) signs.slowest = Math.max(signs.slowest, round.slowest)
    if (fault === 'ours' && round.at > lately) signs.hadOurs = true
    if (fault !== 'portal') {
      inARow = false
      continue
    }
    noteBad(signs, round, { inARow, lately })
  }
  const three = newest.slice(0, 3)
  signs.isOurs = three.length === 3 && three.every((fault) => fault === 'ours')
  signs.isTurnedAway = three.length === 3 && three.every((fault) => fault === 'unsure')
  signs.isSlow = slow >= 4
  return signs
}

function noteBad(signs: LookSigns, round: Round, { inARow, lately }: { inARow: boolean; lately: number }): void {
  signs.lastBad = Math.max(signs.lastBad, round.at)
  signs.failure ??= round.failures.find(({ error }) => faultOf[error] === 'portal') ?? null
  if (round.at > lately) {
    signs.badLately += 1
    signs.badLatelySince = round.at
  }
  if (!inARow) return
  signs.bad += 1
  signs.badSince = round.at
}

/** Enough looks in a row failed, over long enough: a portal that flaps every few seconds never gets here. */
export const isDark = ({ bad, badSince, lastBad }: LookSigns): boolean =>
  bad >= limits.watch.badLeast && lastBad - badSince >= limits.watch.badFor

/** Failed looks far enough apart to be more than one stumble. */
export const isShaky = ({ badLately, badLatelySince, lastBad }: LookSigns): boolean =>
  badLately >= 2 && lastBad - badLatelySince >= limits.watch.badFor
