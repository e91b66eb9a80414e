// The whole account service for a test: real migrations on the embedded database (or a fresh PostgreSQL one where
// TEST_DATABASE_URL is set), real jobs on demand, hand-written fakes for the portal and the gateway.
import { randomBytes } from 'node:crypto'
import { openFreshDatabase } from '@motcua/db/testing/fresh-database.ts'
import { createLog, type Logger } from '@motcua/web/log.ts'
import { Browser } from '@motcua/web/testing/browser.ts'
import type { FastifyInstance } from 'fastify'
import { migrations } from '../../migrations/all.ts'
import { buildApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import type { Provider } from 'oidc-provider'
import { type Deps, foreignCaptchaOf, placesOf } from '../deps.ts'
import { sendLogouts } from '../jobs/send-logouts.ts'
import { sendMessages } from '../jobs/send-messages.ts'
import { createCaptcha } from '../outside/captcha/altcha.ts'
import { makeSigningKey } from '../provider/keys.ts'
import { loadBlockedPasswords } from '../records/passwords/blocked-passwords.ts'
import { createHasher } from '../records/passwords/hasher.ts'
import { quickHash } from './test-database.ts'
import { createFakePortal, type FakePortal } from './fake-portal.ts'
import { createFakeGateway, type FakeGateway } from './fake-gateway.ts'

export type TestService = {
  app: FastifyInstance
  provider: Provider
  deps: Deps
  portal: FakePortal
  /** The first of SMS_ROUTE. */
  gateway: FakeGateway
  gateways: Record<string, FakeGateway>
  /** Runs the outbox until it is empty. */
  deliver: () => Promise<void>
  browser: () => Browser
  close: () => Promise<void>
}

export const origin = 'http://localhost:4000'

/** Tests solve with little work: the policy's own parameters are tested by name. */
const quickPuzzle = { cost: 10, steps: [100, 300] as const }

const quietLog = () => createLog('account', process.env['TEST_LOG'] ?? 'silent')

/** `keepPlans`: for thousands of requests one after the other, on one connection. */
export async function buildTestService(
  settings: Record<string, string> = {},
  log: Logger = quietLog(),
  keepPlans = false,
): Promise<TestService> {
  const database = await openFreshDatabase(migrations, keepPlans ? { keepPlans, poolSize: 1 } : {})
  const portal = createFakePortal()
  const config = await testConfig(settings)
  const gateways = Object.fromEntries(config.SMS_ROUTE.map((name) => [name, createFakeGateway(name)]))
  const deps: Deps = {
    config,
    secret: randomBytes(32).toString('base64url'),
    db: database.db,
    database,
    hasher: await createHasher(quickHash),
    blocked: loadBlockedPasswords(),
    captcha: createCaptcha(randomBytes(32).toString('base64url'), quickPuzzle),
    foreignCaptcha: foreignCaptchaOf(config, log),
    portal,
    beat: 0,
    lookAtPortal: async () => portal.looks,
    gateways: Object.values(gateways),
    sendMail: null,
    postAlarm: null,
    from: placesOf(config),
    log,
    nudge: () => {},
  }
  const { app, provider } = await buildApp(deps)
  await app.ready()
  const deliver = async () => {
    while ((await sendMessages(deps)) + (await sendLogouts(deps, provider)) > 0);
  }
  const close = async () => {
    await app.close()
    await database.close()
  }
  return {
    app,
    provider,
    deps,
    portal,
    gateway: gateways[config.SMS_ROUTE[0] ?? ''] as FakeGateway,
    gateways,
    deliver,
    browser: () => new Browser(app),
    close,
  }
}

async function testConfig(settings: Record<string, string>): Promise<Config> {
  return readConfig({
    MOTCUA_TRIAL: '1',
    ACCOUNT_ORIGIN: origin,
    ACCOUNT_SECRET: randomBytes(32).toString('base64url'),
    OIDC_KEYS: JSON.stringify({ keys: [await makeSigningKey()] }),
    PORTAL_DISCOVERY_URL: 'http://localhost:4003/oauth2/oidcdiscovery/.well-known/openid-configuration',
    PORTAL_CLIENT_ID: 'motcua-account',
    PORTAL_CLIENT_SECRET: 'sandbox-portal-secret',
    ESMS_URL: 'http://localhost:4002/gateways/esms',
    ESMS_API_KEY: 'sandbox-key',
    ESMS_SECRET_KEY: 'sandbox-secret',
    ...settings,
  })
}
