// Environment → the desk's settings, or a refusal to start that lists what is missing.
import { readSettings } from '@motcua/web/settings.ts'
import { z } from 'zod'
import { parseHours, usualHours } from './records/calendar/hours.ts'

const port = z.coerce.number().int().min(1).max(65535)
const origin = z
  .url()
  .refine((text) => new URL(text).origin === text, 'must be an origin like https://motcua.example.vn')
const list = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))

// What each means stands beside it; docs/settings.md is drawn from here.
export const shape = z.object({
  MOTCUA_TRIAL: z
    .literal('1')
    .optional()
    .describe('1 on a trial machine: embedded database, plain http, sample dossiers'),
  DESK_PORT: port.default(4001).describe('Port to listen on'),
  DESK_ORIGIN: origin.describe('The origin people see, e.g. https://motcua.example.vn; a hostname of its own'),
  DESK_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters of randomness')
    .describe('The one secret from which every key is derived: forms, trips, seals'),
  ACCOUNT_ORIGIN: origin.describe('The account service: its origin is the issuer of our ID tokens'),
  DESK_CLIENT_ID: z.string().min(1).default('desk').describe('Our client id at the account service'),
  DESK_CLIENT_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters of randomness')
    .describe('Our client secret at the account service'),
  DESK_DATABASE_URL: z.string().optional().describe('PostgreSQL 15 or newer; needed outside trial use'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10).describe('Connections kept at most'),
  DATA_FOLDER: z.string().default('data').describe('Embedded database of a trial'),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'])
    .default('info')
    .describe('Least level that is logged'),
  TRUSTED_PROXIES: list.describe('Addresses or networks of reverse proxies whose X-Forwarded-For counts'),
  OFFICE_HOURS: z
    .string()
    .default(usualHours)
    .refine(areHours, 'must be like 07:30-11:30 13:30-17:00')
    .describe('Office hours of a working day; due times are counted in them'),
  SYSTEM_NAME: z
    .string()
    .default('HỆ THỐNG MỘT CỬA ĐIỆN TỬ\nTỈNH BÌNH DƯƠNG')
    .describe('Heading of the desk’s gate pages'),
  SHORT_NAME: z.string().default('Một cửa').describe('Short name beside the star'),
  PLACE_NAME: z.string().default('tỉnh Bình Dương').describe('The province, under the short name'),
  HELP_CONTACT: z.string().default('0274 0000 000 · 07:30–17:00').describe('Whom to call'),
})

export type Config = z.infer<typeof shape> & { trial: boolean }

const isSample = (text: string) => /^(sandbox|trial|sample|changeme)/i.test(text)

const production = shape.superRefine((settings, context) => {
  if (settings.MOTCUA_TRIAL) return
  const need = (name: keyof typeof settings, message: string) =>
    context.addIssue({ code: 'custom', path: [name], message })
  if (!settings.DESK_DATABASE_URL) need('DESK_DATABASE_URL', 'is needed: the embedded database is for trial use only')
  for (const name of ['DESK_ORIGIN', 'ACCOUNT_ORIGIN'] as const)
    if (!settings[name].startsWith('https:')) need(name, 'must be https outside trial use')
  // Cookies know no ports: on one host each app would see the other's.
  if (new URL(settings.DESK_ORIGIN).hostname === new URL(settings.ACCOUNT_ORIGIN).hostname)
    need('DESK_ORIGIN', 'must have a hostname of its own, other than that of ACCOUNT_ORIGIN')
  for (const name of ['DESK_SECRET', 'DESK_CLIENT_SECRET'] as const)
    if (isSample(settings[name])) need(name, 'is a sample value')
})

function areHours(text: string): boolean {
  try {
    return parseHours(text).length > 0
  } catch {
    return false
  }
}

/** Throws `SettingsRefused` with one line for each missing or unsafe setting. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const settings = readSettings(production, env)
  return { ...settings, trial: settings.MOTCUA_TRIAL === '1' }
}
