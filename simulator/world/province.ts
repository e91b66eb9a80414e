// A province of officers: agencies of unequal size, networks, computers at the counter.
import type { Dice } from './dice.ts'

export type Officer = { browser: string; address: string; agency: string | null }

/** Agencies with many officers come first. One browser in seven was never seen at the portal before. `centre`: the share of the largest. */
export function makeProvince(dice: Dice, centre?: number): Officer[] {
  const officers: Officer[] = []
  const agencies = 12 + dice.below(60)
  for (let a = 0; a < agencies; a += 1) {
    const size = 4 + Math.floor((dice.between(60, 160) * 3) / (a + 3))
    const networks = dice.happens(0.75) ? 1 : 1 + dice.below(4)
    for (let i = 0; i < size; i += 1) {
      const browser = dice.happens(0.15) ? `${a}-counter-${dice.below(3)}` : `${a}-${i}`
      const agency = dice.happens(1 / 7) ? null : `agency ${a}`
      officers.push({ browser, address: `network ${a}-${dice.below(networks)}`, agency })
    }
  }
  if (centre) officers.push(...colleagues(dice, officers, centre))
  return officers
}

export const largest = 'agency 0'

/** So many more in the largest agency that it has this share of all. They sit behind its own networks, so that the watch knows whose they are. */
function colleagues(dice: Dice, officers: readonly Officer[], share: number): Officer[] {
  const there = officers.filter(({ agency }) => agency === largest)
  const count = Math.round((share * officers.length - there.length) / (1 - share))
  return Array.from({ length: count }, (_, i) => ({ ...dice.pick(there), browser: `0-more-${i}` }))
}
