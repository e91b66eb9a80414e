// Ten recovery codes, shown once, to print on A4 or to copy by hand.
import { Notice } from '@motcua/ui/notice.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import { words } from './messages/recovery-sheet.ts'
import { moment } from './times.ts'

type SheetProps = { shell: Shell; codes: readonly string[]; name: string; now: Date }

/** Pages with it load `print.js`, which shows the button where the browser can print. */
export function RecoverySheet({ shell, codes, name, now }: SheetProps) {
  const say = words[shell.language]
  return (
    <section class="recovery">
      <Notice tone="care" heading={say.once}>
        {say.use}
      </Notice>
      <p>
        {say.of} <b>{name}</b> · {moment(shell.language, now)}
      </p>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <button class="button quiet no-print" type="button" data-print hidden>
        {say.print}
      </button>
    </section>
  )
}
