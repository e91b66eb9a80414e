// Rows of a CSV with a header, each checked; a wrong row is told by its line and nothing is taken.
import { parse } from 'csv-parse/sync'
import type { z } from 'zod'

export type CsvProblem = { line: number; reason: string }

type Read<T> = { ok: true; rows: T[] } | { ok: false; problems: CsvProblem[] }

export function readCsv<T extends z.ZodType>(text: string, row: T): Read<z.infer<T>> {
  const rows: z.infer<T>[] = []
  const problems: CsvProblem[] = []
  for (const { record, info } of readRecords(text, problems)) {
    const checked = row.safeParse(record)
    if (checked.success) rows.push(checked.data)
    else problems.push({ line: info.lines, reason: reasonOf(checked.error) })
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rows }
}

type Records = { record: unknown; info: { lines: number } }[]

function readRecords(text: string, problems: CsvProblem[]): Records {
  try {
    return parse(text, {
      columns: true,
      bom: true,
      trim: true,
      info: true,
      skip_empty_lines: true,
    }) as unknown as Records
  } catch (error) {
    const { lines = 0, message } = error as { lines?: number; message: string }
    problems.push({ line: lines, reason: message })
    return []
  }
}

const reasonOf = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
