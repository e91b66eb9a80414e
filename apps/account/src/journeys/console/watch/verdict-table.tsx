// Earlier verdicts, the newest first, each with the reasons of the moment in which it was said.
import { Chip, type ChipTone } from '@motcua/ui/chip.tsx'
import type { Language } from '@motcua/ui/shell.ts'
import type { Word } from '../../../records/portal-watch/seen.ts'
import type { VerdictRow } from '../../../records/portal-watch/store.ts'
import { portalWords, reasonText } from '../../../web/messages/verdict.ts'
import { clockSeconds, day } from '../../../web/times.ts'
import { spanText } from '../span-text.ts'
import { words } from './messages.ts'

const toneOf: Record<Word, ChipTone> = {
  ok: 'ready',
  degraded: 'care',
  'no-codes': 'stop',
  down: 'stop',
  unknown: 'plain',
}

export function VerdictTable({ language, history }: { language: Language; history: readonly VerdictRow[] }) {
  const say = words[language]
  if (history.length === 0) return <p>{say.noHistory}</p>
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.from}</th>
          <th>{say.lasted}</th>
          <th>{say.word}</th>
          <th>{say.reasons}</th>
        </tr>
      </thead>
      <tbody>
        {history.map(({ id, since, ended_at, word, evidence }) => (
          <tr key={id}>
            <td>
              {day(language, since)}
              <br />
              <small>{clockSeconds(language, since)}</small>
            </td>
            <td data-label={say.lasted}>
              {ended_at ? spanText(language, (ended_at.getTime() - since.getTime()) / 1000) : say.now}
            </td>
            <td data-label={say.word}>
              <Chip tone={toneOf[word]}>{portalWords[language][word]}</Chip>
            </td>
            <td>{evidence.map((one) => reasonText(language, one)).join(' ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
