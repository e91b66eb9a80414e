// The portal's sign-in page: account and password on one side, people to pick on the other.
import { Field, Form } from '@motcua/ui/form.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import type { Person } from '../../people/person.ts'
import { words } from '../messages.ts'
import { PortalPage } from '../portal-page.tsx'
import { everybodysPassword } from './visit.ts'

export type SignInProps = {
  shell: Shell
  /** The sessionDataKey. */
  visit: string
  search: string
  people: readonly Person[]
  /** Everybody whom the portal knows. */
  count: number
  number?: string
  refusal?: string
}

export function SignIn(props: SignInProps) {
  const { shell, visit } = props
  const say = words[shell.language]
  return (
    <PortalPage shell={shell} title={say.title} broad>
      <section class="sheet">
        <h1>{say.title}</h1>
        {props.refusal ? <Notice tone="stop" heading={props.refusal} live /> : null}
        <Form shell={shell} action="/commonauth">
          <input type="hidden" name="sessionDataKey" value={visit} />
          <Field name="number" label={say.number} value={props.number} inputmode="numeric" maxlength={20} />
          <Field name="password" type="password" label={say.password} hint={say.passwordHint(everybodysPassword)} />
          <button class="button wide" type="submit">
            {say.submit}
          </button>
        </Form>
        <Form shell={shell} action="/commonauth/cancel" class="after">
          <input type="hidden" name="sessionDataKey" value={visit} />
          <button class="button link" type="submit">
            {say.cancel}
          </button>
        </Form>
      </section>
      <PickPerson {...props} />
    </PortalPage>
  )
}

function PickPerson({ shell, visit, search, people, count }: SignInProps) {
  const say = words[shell.language]
  return (
    <section class="sheet">
      <h2>{say.pickTitle}</h2>
      <p class="small">{say.pickText}</p>
      <form class="find" method="get" action="/authenticationendpoint/login.do" role="search">
        <input type="hidden" name="sessionDataKey" value={visit} />
        <input type="search" name="q" value={search} aria-label={say.search} placeholder={say.search} maxLength={100} />
        <button class="button second" type="submit">
          {say.find}
        </button>
      </form>
      {people.length === 0 ? <p class="empty">{say.nobody}</p> : null}
      <Form shell={shell} action="/commonauth/pick">
        <input type="hidden" name="sessionDataKey" value={visit} />
        <ul class="people">
          {people.map((person) => (
            <li key={person.techId}>
              <button type="submit" name="person" value={person.techId}>
                <strong>{person.name}</strong>
                <small>{person.note[shell.language]}</small>
              </button>
            </li>
          ))}
        </ul>
      </Form>
      <p class="small">{say.shown(people.length, count)}</p>
    </section>
  )
}
