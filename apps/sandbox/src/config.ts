// Environment → the sandbox's settings, or a refusal to start.
import { readSettings, SettingsRefused } from '@motcua/web/settings.ts'
import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65535)
const origin = z.url().refine((text) => new URL(text).origin === text, 'must be an origin like http://localhost:4000')
const authenticators = z.array(z.strictObject({ label: z.string().min(1), secret: z.string().min(16) }))

const shape = z.object({
  NODE_ENV: z.string().optional(),
  SANDBOX_PORT: port.default(4002),
  PORTAL_PORT: port.default(4003),
  /** The SMPP message centre listens there; none where nothing is said. */
  SMPP_PORT: port.optional(),
  ACCOUNT_ORIGIN: origin.default('http://localhost:4000'),
  /** Where browsers and the account service find us; http://localhost:PORT where nothing is said. */
  SANDBOX_ORIGIN: origin.optional(),
  PORTAL_ORIGIN: origin.optional(),
  /** Entries of the authenticator at start: [{"label": "…", "secret": "BASE32"}] */
  SANDBOX_AUTHENTICATORS: z.string().default('[]').transform(readAuthenticators),
  /** What the credentials of portal and gateways begin with (credentials.ts). */
  SANDBOX_CREDENTIALS: z.string().min(1).default('sandbox'),
  /** The officers' list whose people the portal knows; samples/officers.csv where nothing is said. */
  SANDBOX_PEOPLE_PATH: z.string().optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
})

export type Config = z.infer<typeof shape>

/** Throws `SettingsRefused`: also in production, where a simulated world has no place. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  if (env['NODE_ENV'] === 'production')
    throw new SettingsRefused('The sandbox simulates the outside world and never starts with NODE_ENV=production.')
  return readSettings(shape, env)
}

function readAuthenticators(text: string, context: z.RefinementCtx) {
  try {
    return authenticators.parse(JSON.parse(text))
  } catch {
    context.addIssue({ code: 'custom', message: 'must be JSON like [{"label": "quantri1", "secret": "BASE32"}]' })
    return z.NEVER
  }
}
