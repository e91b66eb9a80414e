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
  children: ComponentChildren
}

export function Document({
  language,
  title,
  siteName,
  scripts = [],
  refreshSeconds,
  refreshAlways,
  children,
}: DocumentProps) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {refreshSeconds ? (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        ) : null}
        {refreshAlways ? <meta http-equiv="refresh" content={String(refreshAlways)} /> : null}
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
