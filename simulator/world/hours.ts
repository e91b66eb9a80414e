// When officers sign in: a working day by the quarter of an hour, as shares of its busiest five minutes.
const hour = 3600

const shape: readonly (readonly [from: number, share: number])[] = [
  [0, 0.002],
  [5.5, 0.02],
  [6.75, 0.25],
  [7.25, 0.9],
  [7.75, 1],
  [8.25, 0.7],
  [9, 0.5],
  [10.5, 0.35],
  [11.5, 0.06],
  [13, 0.3],
  [13.25, 0.7],
  [14, 0.45],
  [15.5, 0.3],
  [16.5, 0.12],
  [17.25, 0.03],
  [19, 0.008],
  [22, 0.003],
]

/** Second of the day → share of the peak. */
export const workingDay = (at: number): number => shape.findLast(([from]) => from * hour <= at)?.[1] ?? 0
export const restDay = (at: number): number => workingDay(at) * 0.04
export const steadyDay = (at: number): number => (at > 7 * hour && at < 17 * hour ? 1 : 0.01)
export const isLunch = (at: number): boolean => at > 11.5 * hour && at < 13 * hour
