// "Tôi không phải là người máy" on a page: our own puzzle, or a foreign captcha's box with ours behind it.
import { addAsset, assetUrl } from '@motcua/ui/assets.ts'
import { inLanguage, type Language, type Shell } from '@motcua/ui/shell.ts'
import type { PageSources } from '@motcua/web/security-headers.ts'
import type { FastifyReply } from 'fastify'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { limits } from '../limits.ts'
import { actionOf, type CaptchaPurpose } from './captcha.ts'
import { words } from './messages/captcha.ts'

// The widget without bundled styles and workers, which the strict content policy asks for.
const widgetFolder = dirname(dirname(createRequire(import.meta.url).resolve('altcha/altcha.css')))
addAsset('altcha.js', readFileSync(join(widgetFolder, 'external/altcha.min.js')))
addAsset('altcha.css', readFileSync(join(widgetFolder, 'external/altcha.css')))
addAsset('altcha-worker.js', readFileSync(join(widgetFolder, 'workers/pbkdf2.js')))

type Foreign = {
  kind: string
  siteKey: string
  isAway: () => boolean
  vendor: {
    name: string
    field: string
    script: (siteKey: string, language: Language) => string
    sources: PageSources
  }
}

/** What a page with a captcha is given: `foreign` is null where it shows our own. */
export type CaptchaOf = { purpose: CaptchaPurpose; foreign: Foreign | null }

/** Call it when the page is made, not before its captcha was checked; the page may then load what its captcha needs. */
export function captchaOf(
  { foreignCaptcha }: { foreignCaptcha: Foreign | null },
  reply: FastifyReply,
  purpose: CaptchaPurpose,
): CaptchaOf {
  const foreign = foreignCaptcha?.isAway() ? null : foreignCaptcha
  reply.pageSources = foreign?.vendor.sources ?? null
  return { purpose, foreign }
}

type Props = { shell: Shell; captcha: CaptchaOf; error?: string | undefined }

/** Stands inside a `<Form>`; the way without JavaScript leads over a page that waits, so it stands before anything is typed. */
export function Captcha({ shell, captcha: { purpose, foreign }, error }: Props) {
  const say = words[shell.language]
  const back = shell.path.split('?')[0] ?? '/'
  const wait = `${inLanguage(shell.language, '/captcha')}?for=${purpose}&next=${encodeURIComponent(back)}`
  return (
    <div class={error ? 'field captcha bad' : 'field captcha'} id="captcha">
      <link rel="stylesheet" href={assetUrl('altcha.css')} />
      {foreign ? (
        <ForeignBox shell={shell} purpose={purpose} foreign={foreign} />
      ) : (
        <OwnBox shell={shell} purpose={purpose} />
      )}
      {error ? <span class="error">{error}</span> : null}
      <span class="hint">
        {say.without} <a href={wait}>{say.wait}</a>
      </span>
      {(foreign ? ['foreign-captcha.js'] : ownScripts).map((name) => (
        <script key={name} type="module" src={assetUrl(name)} />
      ))}
    </div>
  )
}

const ownScripts = ['altcha.js', 'captcha.js']

type Part = { shell: Shell; purpose: CaptchaPurpose }

const OwnBox = ({ shell, purpose }: Part) => (
  <altcha-widget
    challenge={`/captcha/challenge?for=${purpose}`}
    language={shell.language}
    data-label={words[shell.language].label}
    data-worker={assetUrl('altcha-worker.js')}
  />
)

/** Its script reads everything from here; the template holds what takes its place. */
const ForeignBox = ({ shell, purpose, foreign: { kind, siteKey, vendor } }: Part & { foreign: Foreign }) => (
  <div
    data-foreign-captcha={kind}
    data-site-key={siteKey}
    data-action={actionOf(purpose)}
    data-script={vendor.script(siteKey, shell.language)}
    data-field={vendor.field}
    data-language={shell.language}
    data-patience={String(limits.captchaForeign.timeout)}
    data-altcha={ownScripts.map(assetUrl).join(' ')}
  >
    <span class="hint">{words[shell.language].foreign(vendor.name)}</span>
    <button class="button link" type="button" hidden>
      {words[shell.language].own}
    </button>
    <template>
      <OwnBox shell={shell} purpose={purpose} />
    </template>
  </div>
)

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'altcha-widget': { challenge: string; language: string; 'data-label': string; 'data-worker': string }
    }
  }
}
