// Chance with a seed: the same seed, the same run (as far as the machine's own timing allows).

export type Dice = {
  /** From 0 to below 1. */
  next: () => number
  /** A whole number from 0 to below `most`. */
  below: (most: number) => number
  pick: <T>(from: readonly T[]) => T
}

/** mulberry32. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (most: number) => Math.floor(next() * most)
  return { next, below, pick: (from) => from[below(from.length)]! }
}
