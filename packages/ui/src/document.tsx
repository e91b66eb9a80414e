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
  /** Reload by itself after so many seconds where JavaScript is off. */
  refreshSeconds?: number | undefined
  /** The same with JavaScript too: for pages that only wait. */
  refreshAlways?: number | undefined
  /** Where either leads; this very page where it is left out. */
  refreshTo?: string | undefined
  children: ComponentChildren
}

export function Document({
  language,
  title,
  siteName,
  scripts = [],
  refreshSeconds,
  refreshAlways,
  refreshTo,
  children,
}: DocumentProps) {
  const refresh = (seconds: number) => (
    <meta http-equiv="refresh" content={refreshTo ? `${seconds};url=${refreshTo}` : String(seconds)} />
  )
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {refreshSeconds ? <noscript>{refresh(refreshSeconds)}</noscript> : null}
        {refreshAlways === undefined ? null : refresh(refreshAlways)}
        <title>{`${title} · ${siteName}`}</title>
        <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
        {['fonts.css', 'tokens.css', 'motcua.css'].map((name) => (
          <link key={name} rel="stylesheet" href={assetUrl(name)} />
        ))}
        {scripts.map((name) => (
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
