// "Tôi không nhận được mã của Cổng": how many different people say so. Never enough by itself.
import { limits } from '../../limits.ts'
import type { PressSeen } from './seen.ts'

/** The least of distinct browsers, addresses and agencies among the presses of the last ten minutes. Strangers do not count. */
export function countPresses(presses: readonly PressSeen[], now: number): number {
  const recent = presses.filter(({ at, agency }) => agency !== null && at > now - limits.watch.oneVote && at <= now)
  const distinct = (of: (press: PressSeen) => string | null) => new Set(recent.map(of)).size
  return Math.min(
    distinct((press) => press.browser),
    distinct((press) => press.address),
    distinct((press) => press.agency),
  )
}
