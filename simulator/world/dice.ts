// Chance with a seed: the same seed gives the same days.

export type Dice = {
  /** 0 to 1. */
  roll: () => number
  between: (low: number, high: number) => number
  below: (count: number) => number
  happens: (chance: number) => boolean
  /** Log-normal: half of the values are under the median. */
  around: (median: number, spread: number) => number
  /** Waiting time until the next event of so many per second. */
  wait: (perSecond: number) => number
  pick: <T>(from: readonly T[]) => T
}

export function createDice(seed: number): Dice {
  let [a, b] = [(seed * 2654435761) >>> 0, (seed ^ 0x9e3779b9) >>> 0 || 1]
  // xorshift64 in two halves.
  const next = () => {
    let [x, y] = [a, b]
    a = y
    x ^= x << 23
    x ^= x >>> 17
    x ^= y ^ (y >>> 26)
    b = x
    return ((x + y) >>> 0) / 4294967296
  }
  for (let i = 0; i < 20; i += 1) next()
  const between = (low: number, high: number) => low + next() * (high - low)
  return {
    roll: next,
    between,
    below: (count) => Math.floor(next() * count),
    happens: (chance) => next() < chance,
    around: (median, spread) =>
      median * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
    wait: (perSecond) => -Math.log(1 - next()) / perSecond,
    pick: (from) => from[Math.floor(next() * from.length)]!,
  }
}
