// Password and code, as the confirm page and every form that needs a fresh proof ask for them.
import { Field } from '@motcua/ui/form.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import { codeLength } from '../../web/forms.ts'
import { words } from './messages.ts'

export type ProofFieldErrors = { password?: string | undefined; code?: string | undefined }

export function ProofFields({ shell, errors = {} }: { shell: Shell; errors?: ProofFieldErrors | undefined }) {
  const say = words[shell.language]
  return (
    <>
      <Field
        name="password"
        type="password"
        label={say.password}
        error={errors.password}
        autocomplete="current-password"
      />
      <Field
        name="code"
        class="code"
        label={say.code}
        error={errors.code}
        autocomplete="one-time-code"
        inputmode="numeric"
        maxlength={codeLength}
      />
    </>
  )
}
