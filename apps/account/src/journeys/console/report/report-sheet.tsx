// The report of a period on its sheet of paper.
import type { Language } from '@motcua/ui/shell.ts'
import { Paper } from './paper.tsx'
import type { ReportSection, ReportTable, ReportText } from './report-text.ts'

export function ReportSheet({ language, text }: { language: Language; text: ReportText }) {
  return (
    <Paper language={language} issuer={text.issuer} about={text.about} madeAt={text.madeAt}>
      <p class="indented">{text.intro}</p>
      {text.sections.map((section) => (
        <Section key={section.title} section={section} />
      ))}
      <p class="indented">{text.closing}</p>
    </Paper>
  )
}

function Section({ section }: { section: ReportSection }) {
  const { title, text = [], table } = section
  return (
    <>
      <h3>{title}</h3>
      {table ? <Table table={table} /> : null}
      {text.map((line) => (
        <p key={line} class="indented">
          {line}
        </p>
      ))}
    </>
  )
}

function Table({ table }: { table: ReportTable }) {
  const { columns, rows } = table
  const kind = (index: number) => (columns[index]?.isNumber ? 'num' : undefined)
  return (
    <table>
      <thead>
        <tr>
          {columns.map(({ label, isNumber }) => (
            <th key={label} scope="col" class={isNumber ? 'num' : undefined}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.join('|')}>
            {row.map((cell, index) => (
              <td key={columns[index]?.label} class={kind(index)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
