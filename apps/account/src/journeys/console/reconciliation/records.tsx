// What somebody touched, as each relying party answered: records with how often; or that there is no answer yet.
import type { Language } from '@motcua/ui/shell.ts'
import type { Asked } from '../../../records/reconciliation/standings.ts'
import { words } from './messages.ts'

const shown = 3

type RecordsProps = { language: Language; asked: readonly Asked[]; isWhole?: boolean }

/** The first three of each relying party; `isWhole` shows all. */
export function Records({ language, asked, isWhole = false }: RecordsProps) {
  const say = words[language]
  if (asked.length === 0) return <small>{say.notAsked}</small>
  return (
    <>
      {asked.map((one) => (
        <Answer key={one.name_vi} language={language} asked={one} most={isWhole ? Number.POSITIVE_INFINITY : shown} />
      ))}
    </>
  )
}

function Answer({ language, asked, most }: { language: Language; asked: Asked; most: number }) {
  const say = words[language]
  const name = language === 'vi' ? asked.name_vi : asked.name_en
  if (!asked.records) return <small>{say.notAnswered(name)}</small>
  if (asked.records.length === 0) return <small>{say.noRecords}</small>
  const rest = asked.records.length - most
  return (
    <ul class="plain records" aria-label={name}>
      {asked.records.slice(0, most).map(({ record, changes }) => (
        <li key={record}>
          {record} <small class="one-line">{say.changes(changes)}</small>
        </li>
      ))}
      {rest > 0 ? (
        <li>
          <small>{say.more(rest)}</small>
        </li>
      ) : null}
    </ul>
  )
}
