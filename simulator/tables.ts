// The tables of the simulator, as plain text that stands in docs/watch.md.
import { omissions, signDays } from './ablation.ts'
import type { Outcome } from './outcome.ts'
import { faults, normal, trials } from './world/scripts.ts'

/** Seconds within which 95 of 100 such faults must be seen (issue of the watch). */
const targets: Readonly<Record<string, number>> = {
  'name not found': 60,
  'connections refused': 60,
  'no answer at all': 60,
  'certificate ended': 60,
  'answers 500': 60,
  'slow, 10 to 60 s': 60,
  'token endpoint fails': 60,
  'codes lost, 40 per 5 min': 200,
  'codes lost, 20 per 5 min': 310,
}

const share = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * part) - 1)] ?? NaN
const times = (outcomes: readonly Outcome[]) => outcomes.map(({ seen }) => seen ?? Infinity)
const seconds = (value: number) => (Number.isFinite(value) ? `${Math.round(value)} s` : 'never')
const count = (outcomes: readonly Outcome[], is: (outcome: Outcome) => boolean) => outcomes.filter(is).length

function table(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join(' | ')} |`
  console.log(line(rows[0]!))
  console.log(`|${widths.map((width, i) => (i ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`)
  for (const row of rows.slice(1)) console.log(line(row))
  console.log('')
}

/** Returns the targets that were missed. */
export function printFaults(outcomes: readonly Outcome[]): string[] {
  const missed: string[] = []
  const played = [...faults, ...trials.filter(({ name }) => outcomes.some((outcome) => outcome.name === name))]
  const rows = played.map(({ name, truth }) => {
    const days = outcomes.filter((outcome) => outcome.name === name)
    const [p50, p95] = [share(times(days), 0.5), share(times(days), 0.95)]
    const target = targets[name]
    if (target !== undefined && !(p95 <= target)) missed.push(`${name}: p95 ${seconds(p95)}, wanted ${target} s`)
    const words = share(
      days.map((day) => day.words),
      0.95,
    )
    const isQuiet = truth === 'ok'
    return [
      name,
      truth,
      String(days.length),
      isQuiet ? '–' : seconds(p50),
      isQuiet ? '–' : seconds(p95),
      target === undefined ? '–' : `${target} s`,
      String(count(days, ({ isFalse }) => isFalse)),
      String(words),
    ]
  })
  table([['fault', 'truth', 'days', 'seen p50', 'p95', 'wanted', 'false days', 'words p95'], ...rows])
  return missed
}

export function printNormal(outcomes: readonly Outcome[]): string[] {
  const days = outcomes.filter(({ name }) => name === normal.name)
  const wrong = count(days, ({ isFalse }) => isFalse)
  const degraded = count(days, ({ worst }) => worst === 'degraded')
  const bound = ((wrong === 0 ? 3 : wrong) / days.length) * 100
  console.log(
    `Normal days: ${days.length}. False "down" or "no-codes": ${wrong}${wrong === 0 ? ` (95 of 100: under ${bound.toFixed(2)} % of days)` : ''}. With "degraded" at some time: ${degraded}.\n`,
  )
  return wrong === 0 ? [] : [`false verdicts on normal days: ${wrong}, wanted 0`]
}

const words = ['ok', 'degraded', 'no-codes', 'down', 'unknown'] as const

/** Rows: what was true. Columns: the gravest word of the day (of the fault). */
export function printConfusion(outcomes: readonly Outcome[]): void {
  const rows = (['ok', 'degraded', 'no-codes', 'down'] as const).map((truth) => {
    const days = outcomes.filter((outcome) => outcome.truth === truth)
    return [truth, ...words.map((word) => String(count(days, ({ worst }) => worst === word)))]
  })
  table([['true \\ said', ...words], ...rows])
}

const graveTruth = ({ truth }: Outcome) => truth === 'down' || truth === 'no-codes'

/** Each sign on its own days, with it → without it. */
export function printSigns(outcomes: readonly Outcome[]): void {
  const rows = omissions.flatMap((without) => signDays[without].map((name) => signRow(outcomes, without, name)))
  console.log('With each sign → without it, on the days that it is for:')
  table([['left out', 'on days of', 'days', 'missed', 'false days', 'seen p50', 'p95', 'later'], ...rows])
}

function signRow(outcomes: readonly Outcome[], without: Outcome['without'], name: string): string[] {
  const days = outcomes.filter((outcome) => outcome.name === name)
  const ablated = days.filter((day) => day.without === without)
  const whole = days.filter((day) => !day.without).slice(0, ablated.length)
  const both = (of: (played: readonly Outcome[]) => number | string) => `${of(whole)} → ${of(ablated)}`
  const isQuiet = whole[0]?.truth === 'ok'
  const told = (cell: string) => (isQuiet ? '–' : cell)
  const later = ablated.filter(({ seen }, i) => (seen ?? Infinity) > (whole[i]?.seen ?? Infinity)).length
  return [
    without ?? '',
    name,
    String(ablated.length),
    told(both((played) => count(played, ({ seen }) => seen === null))),
    both((played) => count(played, ({ isFalse }) => isFalse)),
    told(both((played) => seconds(share(times(played), 0.5)))),
    told(both((played) => seconds(share(times(played), 0.95)))),
    told(String(later)),
  ]
}

/** What becomes of days of every kind when one sign is left out: the first `least` of each fault, four times as many normal ones. */
export function printAblation(outcomes: readonly Outcome[], least: number): void {
  const kinds = [...faults, ...trials, normal]
  const firsts = (without: Outcome['without']) => {
    const days = outcomes.filter((outcome) => outcome.without === without)
    return kinds.flatMap(({ name }) =>
      days.filter((day) => day.name === name).slice(0, name === normal.name ? least * 4 : least),
    )
  }
  const row = (name: string, days: readonly Outcome[]) => {
    const broken = days.filter(graveTruth)
    const lost = (kind: string) => times(days.filter((day) => day.name === kind))
    return [
      name,
      String(count(broken, ({ seen }) => seen === null)),
      seconds(share(times(days.filter(({ name: kind }) => targets[kind] === 60)), 0.95)),
      seconds(share(lost('codes lost, 40 per 5 min'), 0.95)),
      seconds(share(lost('codes lost, 4, with presses'), 0.95)),
      seconds(share(lost('half of the codes lost, 40'), 0.95)),
      String(count(days, ({ isFalse }) => isFalse)),
    ]
  }
  const whole = firsts(undefined)
  console.log(`Left out, on the same ${whole.length} days of every kind:`)
  table([
    ['without', 'missed', 'hard p95', 'codes 40', 'codes 4 + button', 'half 40', 'false days'],
    row('nothing', whole),
    ...omissions.map((without) => row(without, firsts(without))),
  ])
}
