// The foreign captchas: where their script and their check are, what the content policy must allow for them, what their answers tell.
export const captchaKinds = ['altcha', 'recaptcha-v2', 'recaptcha-v3', 'turnstile'] as const
export type ForeignKind = Exclude<(typeof captchaKinds)[number], 'altcha'>

export type Vendor = {
  name: string
  /** The form field in which the vendor's script leaves its token. */
  field: string
  siteverify: string
  script: (siteKey: string, language: string) => string
  /** Exact hosts, with paths where the vendor has its own. */
  sources: { script: readonly string[]; frame: readonly string[]; connect: readonly string[] }
  /** Whether a token names the action it was made for; reCAPTCHA v2 has none. */
  tellsAction: boolean
  tellsScore: boolean
  /** Published keys for tests, with which every answer is right. */
  testKeys: RegExp
}

// developers.google.com/recaptcha/docs/faq (content policy), /verify, /v3. Both test keys begin alike.
const recaptcha = {
  name: 'Google',
  field: 'g-recaptcha-response',
  siteverify: 'https://www.google.com/recaptcha/api/siteverify',
  sources: {
    script: ['https://www.google.com/recaptcha/', 'https://www.gstatic.com/recaptcha/'],
    frame: ['https://www.google.com/recaptcha/', 'https://recaptcha.google.com/recaptcha/'],
    connect: ['https://www.google.com/recaptcha/'],
  },
  testKeys: /^6LeIxAcTAAAAA/,
}
const api = 'https://www.google.com/recaptcha/api.js'

export const vendors: Readonly<Record<ForeignKind, Vendor>> = {
  'recaptcha-v2': {
    ...recaptcha,
    script: (_siteKey, language) => `${api}?render=explicit&hl=${language}`,
    tellsAction: false,
    tellsScore: false,
  },
  'recaptcha-v3': {
    ...recaptcha,
    script: (siteKey, language) => `${api}?render=${encodeURIComponent(siteKey)}&hl=${language}`,
    tellsAction: true,
    tellsScore: true,
  },
  // developers.cloudflare.com/turnstile: reference/content-security-policy, get-started/server-side-validation, troubleshooting/testing.
  turnstile: {
    name: 'Cloudflare',
    field: 'cf-turnstile-response',
    siteverify: 'https://challenges.cloudflare.com/turnstile/v0/siteverify',
    script: () => 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit',
    sources: {
      script: ['https://challenges.cloudflare.com'],
      frame: ['https://challenges.cloudflare.com'],
      connect: [],
    },
    tellsAction: true,
    tellsScore: false,
    testKeys: /^[123]x0{15}/,
  },
}
