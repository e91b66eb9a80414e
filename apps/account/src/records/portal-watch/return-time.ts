// How long people take to come back from the portal: the reference that ages are judged by, log-normal.

/** Seconds. A little slower than measured (35 s), so that a slow minute does not count as a loss. */
const median = 45
const spread = 0.6
/** Of a portal that is slow. */
export const slowMedian = 150

/** Of the people who come back at all, the share that is back after so many seconds. */
export const shareBack = (seconds: number, by = median): number =>
  seconds <= 0 ? 0 : normalShare(Math.log(seconds / by) / spread)

/** ln of how much likelier a return after so many seconds is where the portal is slow (median 150 s) than where it is not. */
export function slowRatio(seconds: number): number {
  const x = Math.log(Math.max(seconds, 1))
  const distance = (m: number) => (x - Math.log(m)) ** 2 / (2 * spread * spread)
  return distance(median) - distance(slowMedian)
}

/** The normal distribution's share below z (Abramowitz and Stegun 7.1.26, error under 1.5e-7). */
function normalShare(z: number): number {
  const t = 1 / (1 + 0.3275911 * (Math.abs(z) / Math.SQRT2))
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const erf = 1 - series * Math.exp((-z * z) / 2)
  return z >= 0 ? (1 + erf) / 2 : (1 - erf) / 2
}
