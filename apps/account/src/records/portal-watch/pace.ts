// How long until the next look: sooner while in doubt, so that an outage is told from a stumble within a minute.
import { limits } from '../../limits.ts'
import type { Round } from './seen.ts'

/** Seconds from the start of the last look to the next one. */
export function pauseAfter(rounds: readonly Round[], every: number = limits.probes.every): number {
  const { inDoubt } = limits.probes
  const newest = rounds.slice(-3)
  return newest.some(({ failures }) => failures.length > 0) ? Math.min(inDoubt, every) : every
}
