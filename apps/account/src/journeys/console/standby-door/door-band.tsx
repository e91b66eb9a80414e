// The state of the door in words: red while it is open, calm while it is closed.
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { ComponentChildren } from 'preact'
import { clock } from '../../../web/times.ts'
import { doerText } from './doer-text.ts'
import type { Door } from './doors.ts'
import { words } from './messages.ts'
import { scopeText } from './scope-text.ts'

type BandProps = { shell: Shell; door: Door; index: number; mayChange?: boolean }

/** An open door: for whom, who opened it, why, until when; with the two things that may be done to it. */
export function OpenBand({ shell, door, index, mayChange }: BandProps) {
  const say = words[shell.language]
  const path = (what: 'extend' | 'close') => inLanguage(shell.language, `/console/standby/${door.id}/${what}`)
  return (
    <section class="door">
      <div>
        <h2>
          {say.doorOpen} <TimeLeft door={door} id={`left-${index}`} />
        </h2>
        <p>{doorText(shell, door)}</p>
      </div>
      {mayChange ? (
        <div class="actions">
          <a class="button second" href={path('extend')}>
            {say.extend}
          </a>
          <a class="button" href={path('close')}>
            {say.close}
          </a>
        </div>
      ) : null}
    </section>
  )
}

export function TimeLeft({ door, id }: { door: Pick<Door, 'until' | 'now'>; id: string }) {
  const seconds = Math.max(0, Math.round((door.until.getTime() - door.now.getTime()) / 1000))
  const text = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <span id={id} data-until={door.until.getTime()} data-now={door.now.getTime()}>
      {text}
    </span>
  )
}

/** "Cho toàn tỉnh · Trần Minh mở lúc 07:31 vì “…” · đến 08:31" */
export function doorText(shell: Shell, door: Door): string {
  const { language } = shell
  const say = words[language]
  const opened = say.openedBy(doerText(language, door.openedBy), clock(language, door.openedAt))
  const extended = door.isExtended ? `, ${say.extendedBy(doerText(language, door.extendedBy))}` : ''
  return [
    scopeText(language, door.scope, door.names),
    `${opened}${extended} ${say.because(door.reason)}`,
    say.until(clock(language, door.until)),
  ].join(' · ')
}

export function ClosedBand({ shell, children }: { shell: Shell; children?: ComponentChildren }) {
  const say = words[shell.language]
  return (
    <section class="door shut">
      <div>
        <h2>{say.doorClosed}</h2>
        <p>{say.doorClosedText}</p>
      </div>
      {children ? <div class="actions">{children}</div> : null}
    </section>
  )
}
