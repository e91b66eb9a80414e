// The frame of every page for officers: menu, who is signed in and through which door, the warning before an idle sign-out.
import { Chip } from '@motcua/ui/chip.tsx'
import { Form } from '@motcua/ui/form.tsx'
import { Frame } from '@motcua/ui/frame.tsx'
import { Icon } from '@motcua/ui/icon.tsx'
import { Notice } from '@motcua/ui/notice.tsx'
import { inLanguage, type Shell } from '@motcua/ui/shell.ts'
import type { ComponentChildren } from 'preact'
import { limits } from '../limits.ts'
import { type DeskCounts, type DeskPage, deskMenu, deskPages } from './desk-menu.ts'
import { words } from './desk-messages.ts'
import { IdleWarning } from './idle-warning.tsx'
import type { Person } from './person.ts'
import { signedOutPath } from './signed-out-path.ts'
import { clock } from './times.ts'

export type DeskFrameProps = {
  shell: Shell
  title: string
  subtitle?: ComponentChildren
  current: DeskPage
  person: Person
  /** Top right: the page's one primary action. */
  action?: ComponentChildren
  scripts?: readonly string[]
  counts?: DeskCounts | undefined
  children: ComponentChildren
}

export function DeskFrame({ shell, current, person, counts, scripts = [], children, ...rest }: DeskFrameProps) {
  const { language } = shell
  return (
    <Frame
      {...rest}
      shell={shell}
      menu={deskMenu(language, person, counts)}
      current={inLanguage(language, deskPages[current])}
      menuFoot={<MenuFoot shell={shell} person={person} />}
      band={person.door === 'standby' ? <StandbyBand shell={shell} person={person} /> : undefined}
      styles={['desk-frame.css', 'desk.css']}
      scripts={['idle.js', ...scripts]}
      refreshSeconds={limits.session.idle + 5}
      refreshTo={signedOutPath(shell)}
    >
      {children}
      <IdleWarning shell={shell} person={person} />
    </Frame>
  )
}

function MenuFoot({ shell, person }: { shell: Shell; person: Person }) {
  const say = words[shell.language]
  const isStandby = person.door === 'standby'
  return (
    <>
      <div class="person">
        <b>{person.name}</b>
        <small>{person.agencyName[shell.language]}</small>
        {person.role === 'unit-admin' ? <small>{say.unitAdmin}</small> : null}
        <Chip tone={isStandby ? 'care' : 'plain'}>{isStandby ? say.standbyDoor : say.portalDoor}</Chip>
      </div>
      <Form shell={shell} action={inLanguage(shell.language, '/sign-out')}>
        <button class="button" type="submit">
          <Icon name="logout" /> {say.signOut}
        </button>
      </Form>
    </>
  )
}

function StandbyBand({ shell, person }: { shell: Shell; person: Person }) {
  const say = words[shell.language]
  return (
    <Notice tone="care" heading={say.standbySince(clock(person.openedAt))}>
      {say.standbyUntil(clock(person.endsAt))}
    </Notice>
  )
}
