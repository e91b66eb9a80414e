// Two minutes before the session ends: a question with one button. idle.js shows it; without it the page leads away by itself.
import { Form } from '@motcua/ui/form.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { limits } from '../limits.ts'
import { words } from './desk-messages.ts'
import type { Person } from './person.ts'
import { signedOutPath } from './signed-out-path.ts'

export function IdleWarning({ shell, person }: { shell: Shell; person: Person }) {
  const say = words[shell.language]
  const { idle, warn } = limits.session
  return (
    <dialog
      class="dialog"
      id="idle-warning"
      aria-labelledby="idle-title"
      data-idle={idle}
      data-warn={warn}
      data-left={Math.floor(person.secondsLeft)}
      data-leave={signedOutPath(shell)}
      data-sign={inLanguage(shell.language, '/stay')}
    >
      <Form shell={shell} action={inLanguage(shell.language, '/stay')}>
        <div data-for="idle">
          <h2 id="idle-title">{say.idleTitle}</h2>
          <p>
            {say.idleText} <b class="clock" data-clock="" />.
          </p>
          <p class="small">{say.idleKept}</p>
          <button class="button wide" type="submit">
            {say.idleStay}
          </button>
        </div>
        <div data-for="end" hidden>
          <h2>{say.endTitle}</h2>
          <p>
            {say.endText} <b class="clock" data-clock="" />.
          </p>
          <p class="small">{say.endKept}</p>
          <button class="button wide" type="submit">
            {say.endRead}
          </button>
        </div>
      </Form>
    </dialog>
  )
}
