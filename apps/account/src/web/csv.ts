// CSV for spreadsheets: UTF-8 with its mark, every cell quoted, and no cell that a spreadsheet would run as a formula (OWASP).
import type { FastifyReply } from 'fastify'

const formula = /^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/

/** One row a line, CRLF between them. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`

function cell(text: string): string {
  const safe = formula.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** `name` without its ending, ASCII only. */
export const sendCsv = (reply: FastifyReply, name: string, rows: readonly (readonly string[])[]) =>
  reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .type('text/csv; charset=utf-8')
    .send(csvOf(rows))
