// The headers of every answer; the content policy is strict and has no unsafe-*.
const made = new Map<string, Record<string, string>>()
/** Pages of one relying party have the same; a list of made-up targets must not fill the memory. */
const madeMost = 500

/** Hosts beside our own that a page may load scripts and frames from, and talk to; none as usual. */
export type PageSources = Readonly<Record<'script' | 'frame' | 'connect', readonly string[]>>
const ownSources: PageSources = { script: [], frame: [], connect: [] }

export type PagePolicy = {
  /** Other origins that a form of this page may end at (Chromium checks the whole redirect chain). */
  formTargets?: readonly string[] | null
  sources?: PageSources | null
}

export function securityHeaders(https: boolean, page: PagePolicy = {}): Record<string, string> {
  const formTargets = page.formTargets ?? []
  const sources = page.sources ?? ownSources
  const name = `${https} ${formTargets.join(' ')} ${Object.values(sources).flat().join(' ')}`
  const known = made.get(name)
  if (known) return known
  const headers = makeHeaders(https, contentPolicy(formTargets, sources))
  if (made.size < madeMost) made.set(name, headers)
  return headers
}

function makeHeaders(https: boolean, policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

const contentPolicy = (formTargets: readonly string[], { script, frame, connect }: PageSources) =>
  [
    "default-src 'none'",
    `script-src ${["'self'", ...script].join(' ')}`,
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src ${["'self'", ...connect].join(' ')}`,
    ...(frame.length > 0 ? [`frame-src ${frame.join(' ')}`] : []),
    "worker-src 'self'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
