// Environment → the desk's settings, or a refusal to start that lists what is missing.
import {
  contactFault,
  databaseFault,
  databaseUrl,
  drain,
  insecureFaults,
  origin,
  port,
  proxies,
  proxyFault,
  sampleContact,
  secret,
  secretFaults,
} from '@motcua/web/setting-kinds.ts'
import { type Fault, readSettings } from '@motcua/web/settings.ts'
import { englishName } from '@motcua/web/site-names.ts'
import { z } from 'zod'
import { parseHours, usualHours } from './records/calendar/hours.ts'

// What each means stands beside it; the table of docs/operations.md is drawn from here.
export const shape = z.object({
  MOTCUA_TRIAL: z
    .literal('1')
    .optional()
    .describe('1 on a trial machine: embedded database, plain http, sample dossiers'),
  DESK_PORT: port.default(4001).describe('Port to listen on'),
  DESK_ORIGIN: origin('https://motcua.example.vn').describe(
    'The origin people see, e.g. https://motcua.example.vn; a hostname of its own',
  ),
  DESK_SECRET: secret.describe('The one secret from which every key is derived: forms, trips, seals'),
  ACCOUNT_ORIGIN: origin('https://taikhoan.example.vn').describe(
    'The account service: its origin is the issuer of our ID tokens',
  ),
  DESK_CLIENT_ID: z.string().min(1).default('desk').describe('Our client id at the account service'),
  DESK_CLIENT_SECRET: secret.describe('Our client secret at the account service'),
  DESK_DATABASE_URL: databaseUrl.optional().describe('PostgreSQL 15 or newer; needed outside trial use'),
  DATABASE_POOL: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(10)
    .describe('Connections kept at most')
    .meta({ unit: 'connections' }),
  DATA_FOLDER: z.string().default('data').describe('Embedded database of a trial'),
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
  OFFICE_HOURS: z
    .string()
    .default(usualHours)
    .refine(areHours, 'must be like 07:30-11:30 13:30-17:00')
    .describe('Office hours of a working day; due times are counted in them'),
  SYSTEM_NAME: z
    .string()
    .default('HỆ THỐNG MỘT CỬA ĐIỆN TỬ\nTỈNH BÌNH DƯƠNG')
    .describe('Heading of the desk’s gate pages'),
  SYSTEM_NAME_EN: englishName('The heading'),
  SHORT_NAME: z.string().default('Một cửa').describe('Short name beside the star'),
  SHORT_NAME_EN: englishName('The short name'),
  PLACE_NAME: z.string().default('tỉnh Bình Dương').describe('The province, under the short name'),
  PLACE_NAME_EN: englishName('The province'),
  HELP_CONTACT: z.string().default(sampleContact).describe('Whom to call; needed outside trial use'),
})

export type Config = z.infer<typeof shape> & { trial: boolean }

function faultsOf(settings: Partial<z.infer<typeof shape>>): Fault[] {
  if (settings.MOTCUA_TRIAL) return []
  const { DESK_ORIGIN, ACCOUNT_ORIGIN, DESK_SECRET, DESK_CLIENT_SECRET } = settings
  // Cookies know no ports: on one host each app would see the other's.
  const isOneHost = DESK_ORIGIN && ACCOUNT_ORIGIN && new URL(DESK_ORIGIN).hostname === new URL(ACCOUNT_ORIGIN).hostname
  return [
    ...databaseFault('DESK_DATABASE_URL', settings.DESK_DATABASE_URL),
    ...proxyFault(settings.TRUSTED_PROXIES),
    ...insecureFaults({ DESK_ORIGIN, ACCOUNT_ORIGIN }),
    ...(isOneHost
      ? [['DESK_ORIGIN', 'must have a hostname of its own, other than that of ACCOUNT_ORIGIN'] as Fault]
      : []),
    ...secretFaults({ DESK_SECRET, DESK_CLIENT_SECRET }),
    ...contactFault(settings.HELP_CONTACT),
  ]
}

function areHours(text: string): boolean {
  try {
    return parseHours(text).length > 0
  } catch {
    return false
  }
}

/** Throws `SettingsRefused` with one line for each missing or unsafe setting. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const settings = readSettings(shape, env, faultsOf)
  return { ...settings, trial: settings.MOTCUA_TRIAL === '1' }
}
