// One page between the portal and the counter for an officer who is not ready: now, or tomorrow.
import { Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { Readiness } from '../../../records/readiness/store.ts'
import { words } from './messages.ts'

export function Reminder({ shell, readiness }: { shell: Shell; readiness: Readiness }) {
  const say = words[shell.language]
  const hasCodes = readiness.phone || readiness.otherWay
  return (
    <Gate shell={shell} title={say.title} lead={say.lead}>
      <h1>{say.title}</h1>
      <p>{readiness.ready ? say.staleText : say.text}</p>
      <ul>
        {hasCodes ? null : <li>{say.phone}</li>}
        {readiness.password ? null : <li>{say.password}</li>}
        {readiness.phoneFresh ? null : <li>{say.stale}</li>}
      </ul>
      <a
        class="button wide"
        href={inLanguage(
          shell.language,
          hasCodes && readiness.phoneFresh ? '/my-account/info' : '/my-account/register-otp',
        )}
      >
        {say.now}
      </a>
      <Form shell={shell} class="after" action={inLanguage(shell.language, '/my-account/reminder')}>
        <button class="button second wide" type="submit">
          {say.later}
        </button>
      </Form>
    </Gate>
  )
}
