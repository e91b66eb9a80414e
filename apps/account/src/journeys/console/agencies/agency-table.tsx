// Agencies as rows: their officers, whom they call, how many agencies are below.
import { Chip } from '@motcua/ui/chip.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { ListedAgency } from '../../../records/agencies/store.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { words } from './messages.ts'

export function AgencyTable({ shell, agencies }: { shell: Shell; agencies: readonly ListedAgency[] }) {
  const say = words[shell.language]
  return (
    <table class="cards">
      <thead>
        <tr>
          <th>{say.name}</th>
          <th>{say.kind}</th>
          <th class="num">{say.officers}</th>
          <th>{say.help}</th>
        </tr>
      </thead>
      <tbody>
        {agencies.map((agency) => (
          <tr key={agency.code}>
            <td class="who-cell">
              <a href={inLanguage(shell.language, `/console/agencies/${agency.code}`)}>
                {nameIn(shell.language, agency)}
              </a>
              <small>
                {[agency.code, agency.below > 0 ? say.below(agency.below) : ''].filter(Boolean).join(' · ')}
              </small>
            </td>
            <td>{agency.is_valid ? <small>{say.kinds[agency.kind]}</small> : <Chip tone="plain">{say.past}</Chip>}</td>
            <td class="num" data-label={say.officers}>
              {agency.officers}
            </td>
            <td data-label={say.help}>
              <small class="one-line">{helpText(shell, agency)}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const helpText = ({ language }: Shell, agency: ListedAgency): string =>
  [agency.help_phone, agency.help_hours].filter(Boolean).join(' · ') || words[language].noHelp
