// The headers of every answer; the content policy is strict and has no unsafe-*.
const made = new Map<string, Record<string, string>>()
/** Pages of one relying party have the same; a list of made-up targets must not fill the memory. */
const madeMost = 500

/** `formTargets`: other origins that a form of this page may end at (Chromium checks the whole redirect chain). */
export function securityHeaders(https: boolean, formTargets: readonly string[] = []): Record<string, string> {
  const name = `${https} ${formTargets.join(' ')}`
  const known = made.get(name)
  if (known) return known
  const headers = makeHeaders(https, formTargets)
  if (made.size < madeMost) made.set(name, headers)
  return headers
}

function makeHeaders(https: boolean, formTargets: readonly string[]): Record<string, string> {
  return {
    'content-security-policy': contentPolicy(formTargets),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

const contentPolicy = (formTargets: readonly string[]) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
