// A CSV file of a list → rows with their line numbers, or one fault that says why it cannot be read at all.
import { parse } from 'csv-parse/sync'

export type Row = { line: number; cells: Record<string, string> }
export type CsvFault = { line: number; code: 'csv-unreadable' | 'csv-columns' | 'csv-rows'; detail: string }

const mostRows = 20_000

/** Cells are trimmed; a byte order mark and Windows line ends are taken. `columns` must all be there, in any order. */
export function readCsv(text: string, columns: readonly string[]): { rows: Row[] } | { fault: CsvFault } {
  try {
    const found = parse(text, {
      bom: true,
      columns: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
      to: mostRows + 1,
    }) as {
      record: Record<string, string>
      info: { lines: number }
    }[]
    const missing = columns.filter((name) => !(name in (found[0]?.record ?? {})))
    if (missing.length) return { fault: { line: 1, code: 'csv-columns', detail: missing.join(', ') } }
    if (found.length > mostRows) return { fault: { line: mostRows + 1, code: 'csv-rows', detail: String(mostRows) } }
    return { rows: found.map(({ record, info }) => ({ line: info.lines, cells: record })) }
  } catch (error) {
    const { lines, message } = error as { lines?: number; message: string }
    return { fault: { line: lines ?? 1, code: 'csv-unreadable', detail: message } }
  }
}
