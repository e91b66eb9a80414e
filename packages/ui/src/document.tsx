// The HTML document around every page.
import type { ComponentChildren } from 'preact'
import { assetUrl } from './assets.ts'
import type { Language } from './shell.ts'
import { words } from './words.ts'

type DocumentProps = {
  language: Language
  title: string
  siteName: string
  /** Scripts by asset name, e.g. "countdown.js"; pages work without them. */
  scripts?: readonly string[] | undefined
  /** Style sheets of the app by asset name, after the shared ones. */
  styles?: readonly string[] | undefined
  /** Reload by itself after so many seconds where JavaScript is off. */
  refreshSeconds?: number | undefined
  /** Where that leads; this very page where it is left out. */
  refreshTo?: string | undefined
  /** Reload by itself with JavaScript too: for pages that only wait. */
  refreshAlways?: number | undefined
  /** Goes on to this address at once: a form's redirects end here, so that no origin beyond is bound by its page. */
  goTo?: string | undefined
  children: ComponentChildren
}

export function Document({
  language,
  title,
  siteName,
  scripts = [],
  styles = [],
  refreshSeconds,
  refreshTo,
  refreshAlways,
  goTo,
  children,
}: DocumentProps) {
  const refresh = (seconds: number, to?: string) => (
    <meta http-equiv="refresh" content={to ? `${seconds};url=${to}` : String(seconds)} />
  )
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {refreshSeconds ? <noscript>{refresh(refreshSeconds, refreshTo)}</noscript> : null}
        {refreshAlways ? refresh(refreshAlways) : null}
        {goTo ? refresh(0, goTo) : null}
        <title>{`${title} · ${siteName}`}</title>
        <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
        {['fonts.css', 'tokens.css', 'motcua.css', ...styles].map((name) => (
          <link key={name} rel="stylesheet" href={assetUrl(name)} />
        ))}
        {['once.js', 'refused.js', ...scripts].map((name) => (
          <script key={name} type="module" src={assetUrl(name)} />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {words[language].skip}
        </a>
        {children}
      </body>
    </html>
  )
}
