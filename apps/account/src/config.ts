// Environment → the account service's settings, or a refusal to start that lists what is missing.
import type { Site } from '@motcua/ui/shell.ts'
import { readSettings } from '@motcua/web/settings.ts'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65535)
const origin = z
  .url()
  .refine((text) => new URL(text).origin === text, 'must be an origin like https://taikhoan.example.vn')
const secret = z.string().min(32, 'must have at least 32 characters of randomness')
const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))

const shape = z.object({
  MOTCUA_TRIAL: z.literal('1').optional(),
  ACCOUNT_PORT: port.default(4000),
  ACCOUNT_ORIGIN: origin,
  /** The one secret from which every key is derived: forms, codes, seals, look-ups. */
  ACCOUNT_SECRET: secret,
  DATABASE_URL: z.string().optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10),
  DATA_FOLDER: z.string().default('data'),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  TRUSTED_PROXIES: list,
  /** Networks from which the console may be used; empty means everywhere. */
  CONSOLE_NETWORKS: list,
  /** JSON Web Key Set with the signing keys; the first signs. Made in the data folder on trial. */
  OIDC_KEYS: z.string().optional(),
  /** A JSON file with the relying parties; see samples/relying-parties.json. */
  RELYING_PARTIES_PATH: z.string().optional(),
  DESK_ORIGIN: z.url().optional(),
  DESK_CLIENT_SECRET: z.string().optional(),
  PORTAL_DISCOVERY_URL: z.url(),
  PORTAL_CLIENT_ID: z.string().min(1),
  PORTAL_CLIENT_SECRET: z.string().min(1),
  ESMS_URL: z.url(),
  ESMS_API_KEY: z.string().min(1),
  ESMS_SECRET_KEY: z.string().min(1),
  ESMS_BRANDNAME: z.string().default('MOTCUA'),
  SECOND_PROOF: z.enum(['on', 'off']).default('on'),
  HASH_MEMORY_KIB: z.coerce.number().int().min(19456, 'is under the least that OWASP advises (19456)').default(32768),
  HASH_PASSES: z.coerce.number().int().min(2).default(3),
  SYSTEM_NAME: z.string().default('HỆ THỐNG CHÍNH QUYỀN ĐIỆN TỬ\nTỈNH BÌNH DƯƠNG'),
  SHORT_NAME: z.string().default('Một cửa'),
  PLACE_NAME: z.string().default('tỉnh Bình Dương'),
  HELP_CONTACT: z.string().default('0274 0000 000 · 07:30–17:00'),
  TRIAL_ADMIN_PASSWORD: z.string().optional(),
  TRIAL_ADMIN_TOTP: z.string().optional(),
  TRIAL_SECOND_ADMIN_PASSWORD: z.string().optional(),
  TRIAL_SECOND_ADMIN_TOTP: z.string().optional(),
  TRIAL_AUDITOR_PASSWORD: z.string().optional(),
  TRIAL_AUDITOR_TOTP: z.string().optional(),
  /** The password of the sample officers that are prepared for the standby door. */
  TRIAL_OFFICER_PASSWORD: z.string().optional(),
})

export type Config = z.infer<typeof shape> & { trial: boolean }

const production = shape.superRefine((settings, context) => {
  if (settings.MOTCUA_TRIAL) return
  const need = (name: keyof typeof settings, message: string) =>
    context.addIssue({ code: 'custom', path: [name], message })
  if (!settings.DATABASE_URL) need('DATABASE_URL', 'is needed: the embedded database is for trial use only')
  if (!settings.OIDC_KEYS) need('OIDC_KEYS', 'is needed: a JSON Web Key Set (or OIDC_KEYS_FILE)')
  if (!settings.ACCOUNT_ORIGIN.startsWith('https:')) need('ACCOUNT_ORIGIN', 'must be https outside trial use')
  if (!settings.PORTAL_DISCOVERY_URL.startsWith('https:'))
    need('PORTAL_DISCOVERY_URL', 'must be https outside trial use')
  if (/^(sandbox|trial|changeme)/i.test(settings.PORTAL_CLIENT_SECRET))
    need('PORTAL_CLIENT_SECRET', 'is a sample value')
})

/** Throws `SettingsRefused` with one line for each missing or unsafe setting. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const settings = readSettings(production, env)
  return { ...settings, trial: settings.MOTCUA_TRIAL === '1' }
}

/** The names and contacts that every page shows. */
export const siteOf = (config: Config): Site => ({
  systemName: config.SYSTEM_NAME,
  shortName: config.SHORT_NAME,
  place: config.PLACE_NAME,
  help: config.HELP_CONTACT,
})
