// The gate: two panes, the drum star on red with one calm sentence, the form on paper.
import type { ComponentChildren } from 'preact'
import { Document } from './document.tsx'
import { Drum, Star } from './icon.tsx'
import { LanguageMenu } from './language-menu.tsx'
import { inLanguage, namesIn, type Shell } from './shell.ts'
import { words } from './words.ts'

export type GateProps = {
  shell: Shell
  title: string
  /** The calm sentence of the red pane. */
  lead: { heading: string; text: string }
  /** Whom to call, where it is not the site's general number (an agency's own). */
  help?: string | undefined
  scripts?: readonly string[] | undefined
  refreshSeconds?: number | undefined
  refreshAlways?: number | undefined
  /** Goes on to this address by itself. */
  goTo?: string | undefined
  children: ComponentChildren
}

export function Gate({ shell, title, lead, help, scripts, refreshSeconds, refreshAlways, goTo, children }: GateProps) {
  return (
    <Document
      language={shell.language}
      title={title}
      siteName={namesIn(shell).shortName}
      scripts={scripts}
      refreshSeconds={refreshSeconds}
      refreshAlways={refreshAlways}
      goTo={goTo}
    >
      <div class="gate">
        <header class="brand">
          <Drum />
          <div class="who">
            <Star />
            <span class="lines">{namesIn(shell).systemName}</span>
          </div>
          <div class="lead">
            <p class="lead-heading lines">{lead.heading}</p>
            <p>{lead.text}</p>
          </div>
          <div class="foot">{words[shell.language].tagline}</div>
        </header>
        <div class="side">
          <div class="top">
            <LanguageMenu shell={shell} />
          </div>
          <main id="main" class="form" tabIndex={-1}>
            {children}
          </main>
          <GateFoot shell={shell} help={help} />
        </div>
      </div>
    </Document>
  )
}

function GateFoot({ shell, help }: { shell: Shell; help: string | undefined }) {
  const say = words[shell.language]
  return (
    <footer class="foot-line">
      <span>
        {say.help}: {help ?? shell.site.help}
      </span>
      {shell.site.statusPath ? <a href={inLanguage(shell.language, shell.site.statusPath)}>{say.status}</a> : null}
    </footer>
  )
}
