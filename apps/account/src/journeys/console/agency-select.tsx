// One agency of the tree, or the whole province.
import type { Shell } from '@motcua/ui/shell.ts'
import type { Agency } from '../../records/agencies/store.ts'
import { nameIn } from '../../web/agency-name.ts'
import { words } from './messages.ts'

type AgencySelectProps = { shell: Shell; agencies: readonly (Agency & { depth: number })[]; chosen: string }

export function AgencySelect({ shell, agencies, chosen }: AgencySelectProps) {
  const say = words[shell.language]
  return (
    <select name="agency" aria-label={say.agency}>
      <option value="">{say.province}</option>
      {agencies
        .filter((agency) => agency.parent_code !== null)
        .map((agency) => (
          <option key={agency.code} value={agency.code} selected={agency.code === chosen}>
            {`${'\u00A0\u00A0'.repeat(Math.max(0, agency.depth - 1))}${nameIn(shell.language, agency)}`}
          </option>
        ))}
    </select>
  )
}
