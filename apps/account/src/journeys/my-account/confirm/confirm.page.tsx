// Asks a signed-in person to prove anew that it is them, by a way that they have.
import { ErrorSummary, Field, Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { maskPhone } from '@motcua/web/mask.ts'
import { words } from './messages.ts'
import type { Ways } from './ways.ts'

type ConfirmProps = {
  shell: Shell
  next: string
  ways: Ways
  help: string
  /** Then the other way, where there is one, is the first to try. */
  portalIsAway?: boolean
  error?: string | undefined
  refusal?: string | undefined
}

export function Confirm(props: ConfirmProps) {
  const { shell, ways, refusal, help } = props
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.title} lead={{ heading: say.leadHeading, text: say.leadText }} help={help}>
      <h1>{say.title}</h1>
      {refusal ? <Notice tone="stop" heading={refusal} live /> : null}
      <p>{say.what}</p>
      {ways.portal ? <ByPortal {...props} /> : null}
      {ways.portal && ways.phone && ways.before === 'password' ? <div class="or">{say.or}</div> : null}
      {ways.phone ? <ByCode {...props} /> : null}
      <OtherFactors {...props} />
      {Object.values({ ...ways, before: false }).some(Boolean) ? null : (
        <Notice tone="care" heading={say.noWay}>
          <p>{say.noWayText(help)}</p>
        </Notice>
      )}
      <p class="after small">
        <a href={inLanguage(shell.language, '/my-account/info')}>{say.cancel}</a>
      </p>
    </Gate>
  )
}

/** Ways without a message; each has a page of its own. */
function OtherFactors({ shell, next, ways }: ConfirmProps) {
  const say = words[shell.language]
  const path = (page: string) =>
    `${inLanguage(shell.language, `/my-account/confirm/${page}`)}?next=${encodeURIComponent(next)}`
  if (!ways.authenticator && !ways.passkey) return null
  return (
    <div class="stack after">
      {ways.passkey ? (
        <a class="button second wide" href={path('passkey')}>
          {say.passkey}
        </a>
      ) : null}
      {ways.authenticator ? (
        <a class="button second wide" href={path('authenticator')}>
          {say.authenticator}
        </a>
      ) : null}
    </div>
  )
}

function ByPortal({ shell, next, ways, portalIsAway }: ConfirmProps) {
  const say = words[shell.language]
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/sign-in/portal')}>
      <input type="hidden" name="purpose" value="fresh" />
      <input type="hidden" name="next" value={next} />
      <button class={portalIsAway && ways.phone ? 'button second wide' : 'button wide'} type="submit">
        {say.portal}
      </button>
      <p class="small after">{say.portalText}</p>
    </Form>
  )
}

function ByCode({ shell, next, ways, portalIsAway, error }: ConfirmProps) {
  const say = words[shell.language]
  const phone = ways.phone ? maskPhone(ways.phone.number) : ''
  return (
    <Form shell={shell} action={inLanguage(shell.language, '/my-account/confirm')}>
      <input type="hidden" name="next" value={next} />
      {ways.before === 'password' ? (
        <>
          <ErrorSummary shell={shell} errors={{ password: error }} />
          <Field
            name="password"
            type="password"
            label={say.password}
            hint={say.passwordHint(phone)}
            error={error}
            autocomplete="current-password"
          />
        </>
      ) : (
        <Notice tone="info" heading={say.unprovenHeading}>
          <p>{say.unproven(phone)}</p>
        </Notice>
      )}
      <button class={ways.portal && !portalIsAway ? 'button second wide' : 'button wide'} type="submit">
        {ways.before === 'password' ? say.passwordSubmit : say.codeSubmit}
      </button>
    </Form>
  )
}
