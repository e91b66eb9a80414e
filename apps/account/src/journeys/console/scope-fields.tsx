// For whom: everybody, or some agencies with those below them. Shared by openings, drills and reminders.
import { Radio } from '@motcua/ui/form.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import type { ComponentChildren } from 'preact'
import type { Agency } from '../../records/agencies/store.ts'
import { AgencyPicker } from './standby-door/agency-picker.tsx'
import { words } from './standby-door/messages.ts'

type ScopeFieldsProps = {
  shell: Shell
  legend: string
  agencies: readonly Agency[]
  typed: { scope: string; agency: readonly string[] }
  errors: { scope?: string | undefined; agencies?: string | undefined }
  /** Further choices. */
  children?: ComponentChildren
}

export function ScopeFields({ shell, legend, agencies, typed, errors, children }: ScopeFieldsProps) {
  const say = words[shell.language]
  return (
    <fieldset id="scope">
      <legend>{legend}</legend>
      {errors.scope ? (
        <p class="field">
          <span class="error">{errors.scope}</span>
        </p>
      ) : null}
      <Radio
        name="scope"
        value="everyone"
        label={say.everyone}
        hint={say.everyoneHint}
        checked={typed.scope === 'everyone'}
      />
      <Radio
        name="scope"
        value="agencies"
        label={say.agencies}
        hint={say.agenciesHint}
        checked={typed.scope === 'agencies'}
      />
      <div class="when-agencies">
        <AgencyPicker shell={shell} agencies={agencies} chosen={typed.agency} error={errors.agencies} />
      </div>
      {children}
    </fieldset>
  )
}
