// Environment → the account service's settings, or a refusal to start that lists what is missing.
import type { Site } from '@motcua/ui/shell.ts'
import { databaseUrl, drain, list, origin, port, proxies, sampleContact, secret } from '@motcua/web/setting-kinds.ts'
import { readSettings } from '@motcua/web/settings.ts'
import { englishName, siteNames } from '@motcua/web/site-names.ts'
import { z } from 'zod'
import { faultsOf } from './config-faults.ts'
import { limits } from './limits.ts'
import { captchaSettings } from './outside/captcha/settings.ts'
import { gatewaySettings } from './outside/sms/settings.ts'
import { readPhone } from './records/accounts/identifier.ts'
import { reportSettings } from './report-settings.ts'

const phones = list.transform((texts, context) =>
  texts.map((text) => {
    const phone = readPhone(text)
    if (!phone) context.addIssue({ code: 'custom', message: `${text} is no Vietnamese mobile number` })
    return phone ?? ''
  }),
)

const trialSecret = (text: string) => z.string().optional().describe(text).meta({ secret: true })

// What each means stands beside it; the table of docs/operations.md is drawn from here.
export const shape = z.object({
  MOTCUA_TRIAL: z
    .literal('1')
    .optional()
    .describe('1 on a trial machine: embedded database, plain http, sample province'),
  ACCOUNT_PORT: port.default(4000).describe('Port to listen on'),
  ACCOUNT_ORIGIN: origin('https://taikhoan.example.vn').describe(
    'The origin people see, e.g. https://taikhoan.example.vn; also the issuer of ID tokens',
  ),
  ACCOUNT_SECRET: secret.describe('The one secret from which every key is derived: forms, codes, seals, look-ups'),
  DATABASE_URL: databaseUrl.optional().describe('PostgreSQL 15 or newer; needed outside trial use'),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(10)
    .describe('Connections kept at most')
    .meta({ unit: 'connections' }),
  DATA_FOLDER: z.string().default('data').describe('Embedded database, trial keys, control socket'),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('Least level that is logged'),
  METRICS_PORT: port.optional().describe('Port of /metrics (Prometheus); none where it is not set. Keep it inside'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url()
    .optional()
    .describe('OpenTelemetry collector (OTLP over HTTP) that gets a span for each request'),
  DRAIN: drain.describe('At the end: readiness answers 503 and people are still served so long'),
  TRUSTED_PROXIES: proxies.describe(
    'Addresses or networks of reverse proxies whose X-Forwarded-For counts; needed outside trial use',
  ),
  CONSOLE_NETWORKS: list.describe('Networks from which the console may be used; empty: everywhere'),
  OFFICE_NETWORKS: list.describe(
    'Networks of offices, where many people have one address: larger limits for messages and wrong passwords',
  ),
  OIDC_KEYS: z
    .string()
    .optional()
    .describe('JSON Web Key Set with the signing keys, the first signs; needed outside trial use')
    .meta({ secret: true }),
  RELYING_PARTIES_PATH: z
    .string()
    .optional()
    .describe('A JSON file with the relying parties; see samples/relying-parties.json'),
  DESK_ORIGIN: z.url().optional().describe('With the next one: registers the one-stop desk as a relying party'),
  DESK_CLIENT_SECRET: secret.optional().describe('The desk’s client secret, at least 32 characters'),
  PORTAL_DISCOVERY_URL: z.url().describe('Discovery document of the national portal'),
  PORTAL_CLIENT_ID: z.string().min(1).describe('Our client id at the portal'),
  PORTAL_CLIENT_SECRET: z.string().min(1).describe('Our client secret at the portal').meta({ secret: true }),
  WATCH_EVERY: z.coerce
    .number()
    .min(1)
    .max(30)
    .default(limits.probes.every)
    .describe('Time between two looks at the portal')
    .meta({ unit: 's' }),
  WATCH_CALM: z.coerce
    .number()
    .min(10)
    .max(3600)
    .default(limits.watch.calm)
    .describe('Time without trouble before the portal counts as well again')
    .meta({ unit: 's' }),
  POLICY_HEALTHY: z.coerce
    .number()
    .min(10)
    .max(3600)
    .default(limits.policy.healthy)
    .describe('Time for which the portal must be well before a door that opened by itself is closed again')
    .meta({ unit: 's' }),
  WATCH_CONTROLS: list.describe(
    'Addresses (https://…) that answer while our own network works; the gateways’ count too',
  ),
  ...gatewaySettings,
  ALARM_PHONES: phones.describe(
    'Administrators told by SMS of every change of the door and the portal; mobile numbers',
  ),
  ALARM_EMAILS: list.describe('The same by mail'),
  SMTP_URL: z
    .string()
    .optional()
    .describe('The mail server, e.g. smtps://user:password@mail.example.vn; needed for ALARM_EMAILS')
    .meta({ secret: true }),
  ALARM_MAIL_FROM: z.string().default('Motcua <motcua@localhost>').describe('Sender of those mails'),
  ALARM_WEBHOOK_URL: z.url().optional().describe('The same as signed JSON to a system of the operator'),
  ALARM_WEBHOOK_SECRET: secret.optional().describe('Signs it, at least 32 characters; needed for ALARM_WEBHOOK_URL'),
  STANDBY_SESSIONS: z
    .enum(['keep', 'end'])
    .default('keep')
    .describe('When the standby door closes, sessions opened inside go on to their own limit (keep) or end with it'),
  SECOND_PROOF: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Second proof when a password is reset; off is the memo’s own way'),
  FACTOR_PROFILE: z
    .enum(['standard', 'hardened'])
    .default('standard')
    .describe('hardened: the standby door takes no codes by SMS, only an authenticator app or a passkey'),
  ...captchaSettings,
  HASH_MEMORY_KIB: z.coerce
    .number()
    .int()
    .min(19456, 'is under the least that OWASP advises (19456)')
    .default(32768)
    .describe('argon2id memory')
    .meta({ unit: 'KiB' }),
  HASH_PASSES: z.coerce.number().int().min(2).default(3).describe('argon2id passes').meta({ unit: 'passes' }),
  SYSTEM_NAME: z
    .string()
    .default('HỆ THỐNG CHÍNH QUYỀN ĐIỆN TỬ\nTỈNH BÌNH DƯƠNG')
    .describe('Heading of the sign-in pages; a line break parts the lines'),
  SYSTEM_NAME_EN: englishName('The heading'),
  SHORT_NAME: z.string().default('Một cửa').describe('Short name beside the star'),
  SHORT_NAME_EN: englishName('The short name'),
  PLACE_NAME: z.string().default('tỉnh Bình Dương').describe('The province, under the short name'),
  PLACE_NAME_EN: englishName('The province'),
  HELP_CONTACT: z
    .string()
    .default(sampleContact)
    .describe('Whom to call where the agency has no number of its own; needed outside trial use'),
  ...reportSettings,
  TRIAL_ADMIN_PASSWORD: trialSecret('Trial: password of quantri1'),
  TRIAL_ADMIN_TOTP: trialSecret('Trial: authenticator secret of quantri1'),
  TRIAL_SECOND_ADMIN_PASSWORD: trialSecret('Trial: password of quantri2'),
  TRIAL_SECOND_ADMIN_TOTP: trialSecret('Trial: authenticator secret of quantri2'),
  TRIAL_AUDITOR_PASSWORD: trialSecret('Trial: password of kiemtoan1'),
  TRIAL_AUDITOR_TOTP: trialSecret('Trial: authenticator secret of kiemtoan1'),
  TRIAL_OFFICER_PASSWORD: trialSecret('Trial: password of the sample officers that are prepared for the standby door'),
})

export type Config = z.infer<typeof shape> & { trial: boolean }

/** Throws `SettingsRefused` with one line for each missing or unsafe setting. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const settings = readSettings(shape, env, faultsOf)
  return { ...settings, trial: settings.MOTCUA_TRIAL === '1' }
}

/** The names and contacts that every page shows. */
export const siteOf = (config: Config): Site => ({
  ...siteNames(config),
  help: config.HELP_CONTACT,
  statusPath: '/status',
})

/** Where passkeys belong: they work at this origin only. */
export const passkeySiteOf = (config: Config) => ({ origin: config.ACCOUNT_ORIGIN, name: config.SHORT_NAME })
