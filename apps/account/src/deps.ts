// The one place where real things are made: database, hasher, portal, gateway, log.
import { type Database, openDatabase } from '@motcua/db/open-database.ts'
import type { Db } from '@motcua/db/query.ts'
import { createLog, databaseNews, type Logger } from '@motcua/web/log.ts'
import { readNetworks } from '@motcua/web/networks.ts'
import type { Config } from './config.ts'
import { limits } from './limits.ts'
import { createMail, type SendMail } from './outside/alarms/mail.ts'
import { createWebhook, type PostAlarm } from './outside/alarms/webhook.ts'
import { type Captcha, createCaptcha } from './outside/captcha/altcha.ts'
import { createForeignCaptcha, type ForeignCaptcha } from './outside/captcha/foreign.ts'
import { createProbes, type LookAtPortal } from './outside/portal/probes.ts'
import { createPortalClient, type PortalClient } from './outside/portal/client.ts'
import { createGateways } from './outside/sms/create-gateways.ts'
import type { Gateway } from './outside/sms/gateway.ts'
import { type BlockedPasswords, loadBlockedPasswords } from './records/passwords/blocked-passwords.ts'
import type { From } from './records/limits/per-address.ts'
import { createHasher, type Hasher } from './records/passwords/hasher.ts'

export type Deps = {
  config: Config
  /** The key of every HMAC and seal; purposes separate its uses. */
  secret: string
  db: Db
  database: Database<unknown>
  hasher: Hasher
  blocked: BlockedPasswords
  captcha: Captcha
  /** Null where CAPTCHA is altcha, which is always there. */
  foreignCaptcha: ForeignCaptcha | null
  portal: PortalClient
  lookAtPortal: LookAtPortal
  /** Seconds (web/beat.ts); 0 where nobody waits for it. */
  beat: number
  /** As SMS_ROUTE names them. */
  gateways: readonly Gateway[]
  /** Null where no mail server or webhook is set. */
  sendMail: SendMail | null
  postAlarm: PostAlarm | null
  /** Whether an address is an office's, from the settings. */
  from: (address: string) => From
  log: Logger
  /** Wakes the jobs after a commit that queued something; they also look by themselves every second. */
  nudge: () => void
}

export async function makeDeps(config: Config): Promise<Deps> {
  const log = createLog('account', config.LOG_LEVEL)
  const database = await openDatabase<unknown>({
    url: config.DATABASE_URL,
    folder: `${config.DATA_FOLDER}/account`,
    poolSize: config.DATABASE_POOL,
    onChange: databaseNews(log),
  })
  const { HASH_MEMORY_KIB: memoryKiB, HASH_PASSES: passes } = config
  const { timeout: lookTime, stillMost } = limits.probes
  const portal = {
    discoveryUrl: config.PORTAL_DISCOVERY_URL,
    clientId: config.PORTAL_CLIENT_ID,
    clientSecret: config.PORTAL_CLIENT_SECRET,
    origin: config.ACCOUNT_ORIGIN,
  }
  return {
    config,
    secret: config.ACCOUNT_SECRET,
    db: database.db,
    database,
    hasher: await createHasher({ ...limits.hash, memoryKiB, passes }),
    blocked: loadBlockedPasswords(),
    captcha: createCaptcha(config.ACCOUNT_SECRET),
    foreignCaptcha: foreignCaptchaOf(config, log),
    portal: createPortalClient({ ...portal, timeout: limits.portal.timeout, allowHttp: config.trial }),
    beat: limits.beat.every,
    lookAtPortal: createProbes({ ...portal, timeout: lookTime, stillMost, controls: controlsOf(config) }),
    gateways: createGateways(config),
    sendMail: config.SMTP_URL
      ? createMail({ url: config.SMTP_URL, from: config.ALARM_MAIL_FROM, timeout: limits.alarm.timeout })
      : null,
    postAlarm: config.ALARM_WEBHOOK_SECRET
      ? createWebhook({ secret: config.ALARM_WEBHOOK_SECRET, timeout: limits.alarm.timeout })
      : null,
    log,
    from: placesOf(config),
    nudge: () => {},
  }
}

/** The settings were checked: a foreign captcha has its keys. */
export function foreignCaptchaOf(config: Config, log: Logger): ForeignCaptcha | null {
  const { CAPTCHA: kind, CAPTCHA_SITE_KEY: siteKey, CAPTCHA_SECRET_KEY: secretKey } = config
  if (kind === 'altcha' || !siteKey || !secretKey) return null
  return createForeignCaptcha({
    kind,
    siteKey,
    secretKey,
    verifyUrl: config.CAPTCHA_VERIFY_URL,
    hostname: new URL(config.ACCOUNT_ORIGIN).hostname,
    minScore: config.CAPTCHA_MIN_SCORE,
    ...limits.captchaForeign,
    onAway: (reason) => log.warn({ event: 'captcha-away', kind, reason }, 'the foreign captcha does not answer'),
  })
}

/** Throws `SettingsRefused` where OFFICE_NETWORKS names no network. */
export function placesOf(config: Pick<Config, 'OFFICE_NETWORKS'>): Deps['from'] {
  const isOffice = readNetworks('OFFICE_NETWORKS', config.OFFICE_NETWORKS)
  return (address) => ({ address, isOffice: isOffice(address) })
}

/** Other addresses outside that we depend on: where none answers, the portal is not to blame. */
function controlsOf(config: Config): string[] {
  const gateways = Object.entries(config).flatMap(([name, value]) =>
    /^(?!PORTAL_|DATABASE_).*_URL$/.test(name) && typeof value === 'string' && /^https?:/.test(value) ? [value] : [],
  )
  return [...gateways, ...config.WATCH_CONTROLS]
}
