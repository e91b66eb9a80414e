// Who could not work if the portal failed now: the forecast, its figures, and people with what they lack. At the console and for unit administrators.
import { Chip } from '@motcua/ui/chip.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { maskIdNumber } from '@motcua/web/mask.ts'
import type { Lack, NotReady, ReadinessTotal } from '../records/readiness/store.ts'
import { nameIn } from './agency-name.ts'
import { words } from './messages/readiness.ts'
import { missingOf, missingTexts } from './missing-text.ts'
import { day } from './times.ts'

export const lacks = ['ready', 'phone', 'practice'] as const satisfies readonly Lack[]

export const lackOf = (asked: unknown): Lack => lacks.find((lack) => lack === asked) ?? 'ready'

type FiguresProps = { shell: Shell; total: ReadinessTotal }

export function Forecast({ shell, total }: FiguresProps) {
  const say = words[shell.language]
  const short = total.total - total.ready
  if (total.total === 0) return <Notice tone="info" heading={say.nobody} />
  return short > 0 ? (
    <Notice tone="care" heading={say.forecast(short, total.total, total.agencies_short)} />
  ) : (
    <Notice tone="ready" heading={say.allReady(total.total)} />
  )
}

export function ReadinessFigures({ shell, total }: FiguresProps) {
  const say = words[shell.language]
  const cells = [
    [say.ready, total.ready, say.ofTotal(total.total)],
    [say.noPhone, total.no_phone, say.oftenBoth],
    [say.noPassword, total.no_password, say.oftenBoth],
    [say.noCodes, total.no_recovery_codes, say.codesNote],
    [say.stalePhone, total.stale_phone, say.stalePhoneNote],
    [say.unpractised, total.unpractised, say.unpractisedNote],
  ] as const
  return (
    <div class="figures thirds">
      {cells.map(([label, value, note]) => (
        <div class="sheet" key={label}>
          <small>{label}</small>
          <b>{value}</b>
          <small>{note}</small>
        </div>
      ))}
    </div>
  )
}

export function LackSelect({ shell, chosen }: { shell: Shell; chosen: Lack }) {
  const say = words[shell.language]
  return (
    <select name="lack" aria-label={say.lack}>
      {lacks.map((lack) => (
        <option key={lack} value={lack} selected={lack === chosen}>
          {say.lacks[lack]}
        </option>
      ))}
    </select>
  )
}

/** `path` leads to one person, without its language and id; undefined where the reader has no page of them. */
type PeopleProps = { shell: Shell; people: readonly NotReady[]; path?: string }

export function LackingPeople({ shell, people, path }: PeopleProps) {
  const { language } = shell
  const say = words[language]
  if (people.length === 0)
    return (
      <div class="empty">
        <strong>{say.empty}</strong>
        {say.emptyText}
      </div>
    )
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.name}</th>
          <th>{say.missing}</th>
          <th>{say.lastStandby}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <td class="who-cell">
              {path ? <a href={inLanguage(language, `${path}/${person.id}`)}>{person.name}</a> : <b>{person.name}</b>}
              <small>{nameIn(language, person)}</small>
            </td>
            <td>
              <span class="chips">
                {missingOf(language, person).map(({ text, isNeeded }) => (
                  <Chip key={text} tone={isNeeded ? 'care' : 'plain'}>
                    {text}
                  </Chip>
                ))}
              </span>
            </td>
            <td data-label={say.lastStandby}>{lastText(shell, person)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const lastText = ({ language }: Shell, { lastStandbyAt }: NotReady): string =>
  lastStandbyAt ? day(language, lastStandbyAt) : words[language].never

/** The same list for a spreadsheet. */
export function readinessRows(shell: Shell, people: readonly NotReady[]): string[][] {
  const { language } = shell
  const say = words[language]
  const head = [say.name, say.idNumber, say.code, say.agency, say.missing, say.lastStandby]
  const rows = people.map((person) => [
    person.name,
    maskIdNumber(person.id_number ?? ''),
    person.agency_code ?? '',
    nameIn(language, person),
    missingTexts(language, person).join('; '),
    lastText(shell, person),
  ])
  return [head, ...rows]
}
