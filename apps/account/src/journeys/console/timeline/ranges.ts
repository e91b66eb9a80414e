// The ranges that the timeline shows: how long, in which steps the chart draws, and how many steps make a row of the table.

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** Seconds; `perRow` in steps. Between 60 and 360 points, so that one screen shows each. */
export const ranges = {
  '1h': { range: hour, step: minute, perRow: 5 },
  '6h': { range: 6 * hour, step: 5 * minute, perRow: 6 },
  '24h': { range: day, step: 5 * minute, perRow: 12 },
  '7d': { range: 7 * day, step: 30 * minute, perRow: 48 },
  '30d': { range: 30 * day, step: 2 * hour, perRow: 12 },
  '90d': { range: 90 * day, step: 6 * hour, perRow: 28 },
} as const

export type RangeName = keyof typeof ranges

export const rangeNames = Object.keys(ranges) as RangeName[]

export const isRange = (text: string): text is RangeName => Object.hasOwn(ranges, text)
