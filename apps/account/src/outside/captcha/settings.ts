// The settings of the captcha: our own puzzle, or a foreign one with its keys.
import { insecureFaults } from '@motcua/web/setting-kinds.ts'
import type { Fault } from '@motcua/web/settings.ts'
import { z } from 'zod'
import { captchaKinds, vendors } from './vendors.ts'

export const captchaSettings = {
  CAPTCHA: z
    .enum(captchaKinds)
    .default('altcha')
    .describe(
      `The check against robots: ${captchaKinds.join(', ')}. All but altcha tell a foreign service of everybody who sees such a form; while it is away the pages show altcha`,
    ),
  CAPTCHA_SITE_KEY: z.string().min(1).optional().describe('The site key that its vendor gave; public'),
  CAPTCHA_SECRET_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('The secret key that its vendor gave')
    .meta({ secret: true }),
  CAPTCHA_VERIFY_URL: z
    .url()
    .optional()
    .describe('Where its tokens are checked, for a proxy on the way; as usual the vendor’s'),
  CAPTCHA_MIN_SCORE: z.coerce
    .number()
    .min(0.1)
    .max(1)
    .default(0.5)
    .describe('recaptcha-v3: the least score, 0.1 to 1, that passes for a person'),
}

type Read = Partial<z.infer<z.ZodObject<typeof captchaSettings>>>

/** What a foreign captcha lacks. */
export function captchaFaults({ CAPTCHA, CAPTCHA_SITE_KEY, CAPTCHA_SECRET_KEY }: Read): Fault[] {
  if (!CAPTCHA || CAPTCHA === 'altcha') return []
  return Object.entries({ CAPTCHA_SITE_KEY, CAPTCHA_SECRET_KEY }).flatMap(([name, value]): Fault[] =>
    value ? [] : [[name, `is needed: CAPTCHA is ${CAPTCHA}`]],
  )
}

/** What only a trial may have: keys that let everybody in, a check in clear text. */
export function captchaTrialFaults(settings: Read): Fault[] {
  const { CAPTCHA, CAPTCHA_SITE_KEY, CAPTCHA_SECRET_KEY, CAPTCHA_VERIFY_URL } = settings
  if (!CAPTCHA || CAPTCHA === 'altcha') return []
  const isTest = (key: string | undefined) => Object.values(vendors).some(({ testKeys }) => testKeys.test(key ?? ''))
  const faults = Object.entries({ CAPTCHA_SITE_KEY, CAPTCHA_SECRET_KEY }).flatMap(([name, value]): Fault[] =>
    isTest(value) ? [[name, 'is the vendor’s key for tests, with which everything passes']] : [],
  )
  return [...faults, ...insecureFaults({ CAPTCHA_VERIFY_URL })]
}
