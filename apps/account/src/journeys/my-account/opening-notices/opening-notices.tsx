// On the account's first page: an officer asks to be told when the standby door opens for them, or asks no more.
import { Form } from '@motcua/ui/form.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import { day } from '../../../web/times.ts'
import { words } from './messages.ts'

/** `from`: since when they want it; null where they do not. */
type OpeningNoticesProps = { shell: Shell; from: Date | null; hasPhone: boolean }

export function OpeningNotices({ shell, from, hasPhone }: OpeningNoticesProps) {
  const say = words[shell.language]
  return (
    <section class="sheet">
      <h2>{say.heading}</h2>
      <p class="small">{from ? say.on(day(shell.language, from)) : say.off}</p>
      {hasPhone || from ? (
        <Form shell={shell} action={inLanguage(shell.language, '/my-account/opening-notices')}>
          <button class="button second" type="submit" name="wish" value={from ? 'leave' : 'ask'}>
            {from ? say.leave : say.ask}
          </button>
        </Form>
      ) : (
        <p class="small">
          {say.noPhone} <a href={inLanguage(shell.language, '/my-account/register-otp')}>{say.register}</a>
        </p>
      )}
    </section>
  )
}
