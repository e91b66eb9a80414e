// Agencies to choose from, by kind: departments together, each district with its communes. Works without JavaScript;
// filter-list.js adds a field that narrows the list.
import type { Shell } from '@motcua/ui/shell.ts'
import type { Agency } from '../../../records/agencies/store.ts'
import { nameIn } from '../../../web/agency-name.ts'
import { words } from './messages.ts'

type PickerProps = {
  shell: Shell
  agencies: readonly Agency[]
  chosen: readonly string[]
  error?: string | undefined
}

type Group = { heading: string; members: { code: string; label: string }[] }

export function AgencyPicker({ shell, agencies, chosen, error }: PickerProps) {
  const say = words[shell.language]
  return (
    <fieldset
      id="agencies"
      class={error ? 'picker bad' : 'picker'}
      aria-describedby={error ? 'agencies-error' : undefined}
    >
      <legend>{say.agenciesLabel}</legend>
      {error ? (
        <span class="error" id="agencies-error">
          {error}
        </span>
      ) : null}
      <input
        type="search"
        data-filter="#agencies"
        aria-label={say.agenciesFilter}
        placeholder={say.agenciesFilter}
        hidden
      />
      {groupsOf(shell, agencies).map((group) => (
        <details key={group.heading} open={group.members.some((one) => chosen.includes(one.code))}>
          <summary>
            {group.heading} <small>({group.members.length})</small>
          </summary>
          {group.members.map((one) => (
            <label key={one.code} class="check">
              <input type="checkbox" name="agency" value={one.code} checked={chosen.includes(one.code)} /> {one.label}
            </label>
          ))}
        </details>
      ))}
    </fieldset>
  )
}

function groupsOf({ language }: Shell, agencies: readonly Agency[]): Group[] {
  const say = words[language]
  const member = (agency: Agency) => ({ code: agency.code, label: nameIn(language, agency) })
  const departments = agencies.filter((one) => one.kind === 'department').map(member)
  const districts = agencies.filter((one) => one.kind === 'district')
  return [
    ...(departments.length > 0 ? [{ heading: say.departments, members: departments }] : []),
    ...districts.map((district) => ({
      heading: nameIn(language, district),
      members: [
        { code: district.code, label: say.wholeDistrict(nameIn(language, district)) },
        ...agencies.filter((one) => one.parent_code === district.code).map(member),
      ],
    })),
  ]
}
