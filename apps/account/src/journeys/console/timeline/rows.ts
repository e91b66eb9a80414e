// The chart's figures as rows of a table: spans summed, with the gravest verdict and the minutes that the door was open.
import type { Word } from '../../../records/portal-watch/seen.ts'
import type { Span, WordSpan } from '../../../records/portal-watch/health.ts'
import type { PeriodSpan } from '../../../records/standby/store.ts'

export type TimelineRow = Span & { worst: Word | null; openMinutes: number; drillMinutes: number }

const gravity: readonly Word[] = ['unknown', 'ok', 'degraded', 'no-codes', 'down']

/** Newest first; the oldest row may be shorter. `step` in seconds, `perRow` in steps. */
export function rowsOf(
  { spans, words, periods }: { spans: readonly Span[]; words: readonly WordSpan[]; periods: readonly PeriodSpan[] },
  { step, perRow }: { step: number; perRow: number },
): TimelineRow[] {
  const rows: TimelineRow[] = []
  for (let end = spans.length; end > 0; end -= perRow) {
    const part = spans.slice(Math.max(0, end - perRow), end)
    const from = part[0]?.at.getTime() ?? 0
    const time = { from, to: from + part.length * step * 1000 }
    rows.push({
      ...part.reduce(add),
      worst: worstOf(words, time),
      openMinutes: minutesOf(periods, 'outage', time),
      drillMinutes: minutesOf(periods, 'drill', time),
    })
  }
  return rows
}

const add = (sum: Span, one: Span): Span => ({
  at: sum.at,
  looks: sum.looks + one.looks,
  failed: sum.failed + one.failed,
  departed: sum.departed + one.departed,
  fine: sum.fine + one.fine,
  errors: sum.errors + one.errors,
})

type Time = { from: number; to: number }

const overlap = (one: { from: Date; to: Date }, { from, to }: Time): number =>
  Math.max(0, Math.min(one.to.getTime(), to) - Math.max(one.from.getTime(), from))

function worstOf(words: readonly WordSpan[], time: Time): Word | null {
  const said = words.filter((word) => overlap(word, time) > 0).map(({ word }) => word as Word)
  return said.toSorted((a, b) => gravity.indexOf(b) - gravity.indexOf(a))[0] ?? null
}

/** Openings of different scopes may overlap: the time that any was open counts once. Less than a minute is one. */
function minutesOf(periods: readonly PeriodSpan[], kind: PeriodSpan['kind'], time: Time): number {
  let [sum, until] = [0, time.from]
  for (const period of periods.filter((one) => one.kind === kind)) {
    const from = Math.max(period.from.getTime(), until)
    const to = Math.min(period.to.getTime(), time.to)
    sum += Math.max(0, to - from)
    until = Math.max(until, to)
  }
  return sum > 0 ? Math.max(1, Math.round(sum / 60_000)) : 0
}
