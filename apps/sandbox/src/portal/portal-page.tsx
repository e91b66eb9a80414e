// The plain look of the simulated portal: its name, a band that says what it is, one sheet.
import { assetUrl } from '@motcua/ui/assets.ts'
import { Chip } from '@motcua/ui/chip.tsx'
import { Document } from '@motcua/ui/document.tsx'
import { LanguageMenu } from '@motcua/ui/language-menu.tsx'
import type { Shell } from '@motcua/ui/shell.ts'
import type { ComponentChildren } from 'preact'
import { words } from './messages.ts'

type Props = { shell: Shell; title: string; broad?: boolean; children: ComponentChildren }

export function PortalPage({ shell, title, broad, children }: Props) {
  const say = words[shell.language]
  return (
    <Document language={shell.language} title={title} siteName={`${say.portal} (${say.simulated})`}>
      <link rel="stylesheet" href={assetUrl('sandbox.css')} />
      <div class="portal">
        <header>
          <div class="portal-top">
            <span class="portal-name">{say.portal}</span>
            <Chip tone="care">{say.simulated}</Chip>
            <LanguageMenu shell={shell} />
          </div>
          <p class="portal-band">{say.band}</p>
        </header>
        <main id="main" tabIndex={-1} class={broad ? 'portal-main broad' : 'portal-main'}>
          {children}
        </main>
      </div>
    </Document>
  )
}

/** A page that only says something. */
export function PortalNotice({ shell, title, children }: Omit<Props, 'broad'>) {
  return (
    <PortalPage shell={shell} title={title}>
      <div class="sheet">
        <h1>{title}</h1>
        {children}
      </div>
    </PortalPage>
  )
}
