// The app frame: side menu with words and counts, a title that says where you are, content in sheets.
import type { ComponentChildren } from 'preact'
import type { ChipTone } from './chip.tsx'
import { Chip } from './chip.tsx'
import { Document } from './document.tsx'
import { Star } from './icon.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { namesIn, type Shell } from './shell.ts'
import { words } from './words.ts'

/** `href` with its language prefix; `badge` a short count or state. */
export type MenuItem = { href: string; label: string; badge?: { tone: ChipTone; text: string } | undefined }
export type MenuGroup = { heading?: string; items: readonly MenuItem[] }

export type FrameProps = {
  shell: Shell
  title: string
  /** Under the title: who, where, when. */
  subtitle?: ComponentChildren
  menu: readonly MenuGroup[]
  /** The href of the menu item that this page belongs to. */
  current: string
  /** Bottom of the menu: a form or link to sign out. */
  menuFoot?: ComponentChildren
  /** Above the title: an outage band or a notice. */
  band?: ComponentChildren
  /** Top right: the page's one primary action. */
  action?: ComponentChildren
  scripts?: readonly string[] | undefined
  styles?: readonly string[] | undefined
  refreshSeconds?: number | undefined
  refreshTo?: string | undefined
  children: ComponentChildren
}

export function Frame(props: FrameProps) {
  const { shell } = props
  const names = namesIn(shell)
  return (
    <Document
      language={shell.language}
      title={props.title}
      siteName={names.shortName}
      scripts={props.scripts}
      styles={props.styles}
      refreshSeconds={props.refreshSeconds}
      refreshTo={props.refreshTo}
    >
      <div class="app">
        <nav aria-label={words[shell.language].menu}>
          <div class="who">
            <Star />
            <span>
              {names.shortName}
              <br />
              <small>{names.place}</small>
            </span>
          </div>
          {props.menu.map((group) => (
            <MenuSection key={group.heading ?? ''} group={group} current={props.current} />
          ))}
          {props.menuFoot ? <div class="menu-foot">{props.menuFoot}</div> : null}
        </nav>
        <main id="main" tabIndex={-1}>
          {props.band}
          <header>
            <div>
              <h1>{props.title}</h1>
              {props.subtitle ? <p class="small">{props.subtitle}</p> : null}
            </div>
            <div class="row header-actions">
              {props.action}
              <LanguageMenu shell={shell} />
            </div>
          </header>
          {props.children}
        </main>
      </div>
    </Document>
  )
}

function MenuSection({ group, current }: { group: MenuGroup; current: string }) {
  return (
    <>
      {group.heading ? <div class="group">{group.heading}</div> : null}
      {group.items.map((item) => (
        <a
          key={item.href}
          href={item.href}
          class={item.href === current ? 'on' : ''}
          aria-current={item.href === current ? 'page' : undefined}
        >
          <span>{item.label}</span>
          {item.badge ? <Chip tone={item.badge.tone}>{item.badge.text}</Chip> : null}
        </a>
      ))}
    </>
  )
}
