// What somebody touched, as each relying party answered: records with how often; or that there is no answer yet.
import type { Language } from '@motcua/ui/shell.ts'
import type { Asked } from '../../../records/reconciliation/store.ts'
import { words } from './messages.ts'

const shown = 10

export function Records({ language, asked }: { language: Language; asked: readonly Asked[] }) {
  const say = words[language]
  if (asked.length === 0) return <small>{say.notAsked}</small>
  return (
    <>
      {asked.map((one) => (
        <Answer key={one.name_vi} language={language} asked={one} />
      ))}
    </>
  )
}

function Answer({ language, asked }: { language: Language; asked: Asked }) {
  const say = words[language]
  const name = language === 'vi' ? asked.name_vi : asked.name_en
  if (!asked.records) return <small>{say.notAnswered(name)}</small>
  if (asked.records.length === 0) return <small>{say.noRecords}</small>
  const rest = asked.records.length - shown
  return (
    <ul class="plain" aria-label={name}>
      {asked.records.slice(0, shown).map(({ record, changes }) => (
        <li key={record}>
          {record} <small>{say.changes(changes)}</small>
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
