// Behind the link of a security notice: what it was about and one button; afterwards, how the account opens again.
import { Form } from '@motcua/ui/form.tsx'
import { Gate } from '@motcua/ui/gate.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { NoticeLink } from '../../records/notices/store.ts'
import { happeningText } from '../../web/messages/notices.ts'
import { moment } from '../../web/times.ts'
import { words } from './messages.ts'

export function AskNotMe({ shell, link, action }: { shell: Shell; link: NoticeLink; action: string }) {
  const { language } = shell
  const say = words[language]
  return (
    <Gate shell={shell} title={say.title} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <h1>{say.title}</h1>
      <Notice tone="care" heading={happeningText(language, link.happening)}>
        {say.happened(moment(language, link.created_at))}
      </Notice>
      <p>{say.ask}</p>
      <ul>
        {say.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <Form shell={shell} action={action}>
        <button class="button danger wide" type="submit">
          {say.submit}
        </button>
      </Form>
    </Gate>
  )
}

export function AccountHeld({ shell }: { shell: Shell }) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.doneTitle} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <h1>{say.doneTitle}</h1>
      <Notice tone="ready" heading={say.done} live />
      <p>{say.next}</p>
      <ul>
        {say.nextOfficer.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      <a class="button wide" href={inLanguage(shell.language, '/sign-in')}>
        {say.toSignIn}
      </a>
    </Gate>
  )
}

export function LinkOver({ shell }: { shell: Shell }) {
  const say = words[shell.language]
  return (
    <Gate shell={shell} title={say.overTitle} lead={{ heading: say.leadHeading, text: say.leadText }}>
      <h1>{say.overTitle}</h1>
      <Notice tone="care" heading={say.over} live />
      <a class="button wide" href={inLanguage(shell.language, '/sign-in')}>
        {say.toSignIn}
      </a>
    </Gate>
  )
}
