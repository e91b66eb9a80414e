// What a harness says: a table for people on stdout (or JSON with --json), progress on stderr, and an exit code that means it.
import { availableParallelism, cpus, loadavg } from 'node:os'

/** `target`: what the figure must be, in words; `ok` whether it is. Without a target it is told only. */
export type Figure = { name: string; value: string | number; target?: string; ok?: boolean }

export type Report = {
  title: string
  seed: number
  /** What was run, so that somebody else can. */
  command: string
  figures: Figure[]
}

export const progress = (text: string): void => void process.stderr.write(`${text}\n`)

/** Prints it; true where every target was met. */
export function tell(report: Report, asJson: boolean): boolean {
  const isMet = report.figures.every(({ ok }) => ok !== false)
  const machine = `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`
  const head = {
    ...report,
    at: new Date().toISOString(),
    machine,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    ok: isMet,
  }
  console.log(asJson ? JSON.stringify(head, null, 2) : `${report.title}\n${textOf(head)}`)
  return isMet
}

function textOf({ figures, seed, at, machine, load, command }: Report & { at: string; machine: string; load: number }) {
  const rows = figures.map(({ name, value, target = '', ok }) => [
    name,
    String(value),
    target,
    ok === undefined ? '' : ok ? 'ok' : 'MISSED',
  ])
  return `${at}, seed ${seed}, ${machine}, load ${load}\n${command}\n\n${table([['figure', 'value', 'target', ''], ...rows])}\n`
}

/** Good Markdown, and narrow enough for a terminal; the first row is the heading. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const line = (row: readonly string[]) => `| ${widths.map((width, at) => (row[at] ?? '').padEnd(width)).join(' | ')} |`
  const [heading = [], ...rest] = rows
  return [line(heading), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rest.map(line)].join('\n')
}

/** The value below which this share of the values lies (nearest rank); NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}

/** n failures out of so many tries of which none failed: the rate that this rules out with 95 % (rule of three). */
export const upperBound = (tries: number): string => (tries === 0 ? 'nothing' : `${(300 / tries).toFixed(2)} %`)
