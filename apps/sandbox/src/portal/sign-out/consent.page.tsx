// "Do you want to sign out?": asked where nobody said who it is.
import { Form } from '@motcua/ui/form.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import { words } from '../messages.ts'
import { PortalNotice } from '../portal-page.tsx'

export function SignOutConsent({ shell }: { shell: Shell }) {
  const say = words[shell.language]
  return (
    <PortalNotice shell={shell} title={say.consentTitle}>
      <p>{say.consentText}</p>
      <Form shell={shell} action="/oidc/logout/consent">
        <div class="actions">
          <button class="button" type="submit" name="consent" value="approve">
            {say.yes}
          </button>
          <button class="button second" type="submit" name="consent" value="deny">
            {say.no}
          </button>
        </div>
      </Form>
    </PortalNotice>
  )
}
