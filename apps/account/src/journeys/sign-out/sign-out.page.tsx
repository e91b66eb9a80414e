// Asks before signing out, where no page of ours sent the person (no relying party may sign somebody out unasked).
import { Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { words } from './messages.ts'

export function SignOut({ shell }: { shell: Shell }) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.title} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <h1>{say.title}</h1>
      <p>{say.text}</p>
      <div class="actions">
        <Form shell={shell} action={inLanguage(shell.language, '/sign-out')}>
          <button class="button" type="submit">
            {say.submit}
          </button>
        </Form>
        <a class="button second" href={inLanguage(shell.language, '/my-account/info')}>
          {say.stay}
        </a>
      </div>
    </Gate>
  )
}

/**
 * On to the portal's own sign-out. A page in between, not a redirect: a content policy checks every address that a form ends at,
 * and neither our pages nor a relying party's should have to name the portal.
 */
export function Leaving({ shell, url }: { shell: Shell; url: string }) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.title} lead={{ heading: say.leadHeading, text: say.leadText }} goTo={url}>
      <h1>{say.title}</h1>
      <p role="status">{say.leaving}</p>
      <a class="button wide" href={url}>
        {say.onward}
      </a>
    </Gate>
  )
}
