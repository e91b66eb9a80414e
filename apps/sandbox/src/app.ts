// The outside world's table of contents: phones, gateways, switches, authenticator.
import { addAssetFolder } from '@motcua/ui/assets.ts'
import { languages } from '@motcua/ui/shell.ts'
import { createWebApp } from '@motcua/web/create-app.ts'
import { preferredLanguage } from '@motcua/web/language.ts'
import type { Logger } from '@motcua/web/log.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { authenticatorApiRoutes } from './authenticator/api.route.ts'
import { authenticatorRoutes } from './authenticator/authenticator.route.ts'
import type { Authenticator } from './authenticator/authenticator.ts'
import type { Credentials } from './credentials.ts'
import { faultApiRoutes } from './faults/api.route.ts'
import { faultRoutes } from './faults/faults.route.ts'
import type { Faults } from './faults/faults.ts'
import { Start } from './pages/start.page.tsx'
import type { World } from './pages/world-frame.tsx'
import { phoneApiRoutes } from './phones/api.route.ts'
import { phoneEventRoutes } from './phones/events.route.ts'
import { phoneRoutes } from './phones/phones.route.ts'
import type { Phones } from './phones/phones.ts'
import { assetFolder } from './place.ts'
import { gatewayRoutes } from './sms/gateway-routes.ts'
import type { Timers } from './timers.ts'

type Deps = {
  origin: string
  accountOrigin: string
  portalOrigin: string
  secret: string
  log: Logger
  phones: Phones
  faults: Faults
  authenticator: Authenticator
  timers: Timers
  now: () => number
  /** Milliseconds between a message and its receipt. */
  receiptDelay: number
  credentials: Credentials
}

const site = { systemName: 'SANDBOX\n(MÔ PHỎNG)', shortName: 'Sandbox', place: '', help: 'README' }

export async function buildWorldApp(deps: Deps): Promise<FastifyInstance> {
  addAssetFolder(assetFolder)
  const { origin, secret, log, faults, phones, authenticator } = deps
  const app = await createWebApp({
    name: 'sandbox',
    origin,
    secret,
    log,
    site,
    trustedProxies: [],
    isAway: () => false,
  })
  const { accountOrigin, portalOrigin } = deps
  const worldOf = (reply: FastifyReply): World => ({
    shell: reply.shell(),
    faults: faults.read(),
    accountOrigin,
    portalOrigin,
  })

  app.get('/health/live', async () => ({ live: true }))
  phoneApiRoutes(app, phones)
  phoneEventRoutes(app, phones)
  faultApiRoutes(app, faults)
  authenticatorApiRoutes(app, authenticator)
  gatewayRoutes(app, deps)
  bareRoutes(app)
  for (const language of languages) {
    await app.register(
      async (scope) => {
        scope.get('/', async (_request, reply) => reply.sendPage(Start({ world: worldOf(reply) })))
        phoneRoutes(scope, { phones, worldOf })
        faultRoutes(scope, { faults, worldOf })
        authenticatorRoutes(scope, { authenticator, worldOf })
      },
      { prefix: `/${language}` },
    )
  }
  return app
}

/** Addresses without a language go to the preferred one. */
function bareRoutes(app: FastifyInstance): void {
  for (const path of ['/', '/phones', '/phones/:number', '/faults', '/authenticator'])
    app.get(path, async (request, reply) =>
      reply.redirect(`/${preferredLanguage(request)}${request.url === '/' ? '' : request.url}`, 303),
    )
}
