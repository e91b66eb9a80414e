// A province of officers: agencies of unequal size, networks, computers at the counter.
import type { Dice } from './dice.ts'

export type Officer = { browser: string; address: string; agency: string | null }

/** Agencies with many officers come first. One browser in seven was never seen at the portal before. */
export function makeProvince(dice: Dice): Officer[] {
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
  return officers
}
