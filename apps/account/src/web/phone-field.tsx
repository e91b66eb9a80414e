// Số điện thoại* with its country menu "+84 ▾".
import type { Shell } from '@motcua/ui/shell.ts'
import { words } from './messages/phone-field.ts'

/** Countries whose mobile numbers may receive codes (limits.md). */
const countries = ['+84'] as const

type PhoneFieldProps = { shell: Shell; error?: string | undefined; value?: string | undefined }

export function PhoneField({ shell, error, value }: PhoneFieldProps) {
  const say = words[shell.language]
  return (
    <div class={error ? 'field bad' : 'field'}>
      <label for="number">{say.number} *</label>
      <div class="field-row">
        <select name="country" aria-label={say.country}>
          {countries.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
        <input
          id="number"
          name="number"
          type="tel"
          value={value}
          autocomplete="tel-national"
          inputMode="tel"
          maxLength={20}
          autofocus={Boolean(error)}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? 'number-error number-hint' : 'number-hint'}
        />
      </div>
      {error ? (
        <span class="error" id="number-error">
          {error}
        </span>
      ) : null}
      <span class="hint" id="number-hint">
        {say.example}
      </span>
    </div>
  )
}
