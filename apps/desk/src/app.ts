// The desk's table of contents: plugins, the guard, each journey on one line, in reading order.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isDatabaseAway } from '@motcua/db/away.ts'
import { addAssetFolder } from '@motcua/ui/assets.ts'
import { languages } from '@motcua/ui/shell.ts'
import { createWebApp } from '@motcua/web/create-app.ts'
import { siteNames } from '@motcua/web/site-names.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from './deps.ts'
import { dossierRoutes } from './journeys/dossiers/routes.ts'
import { healthRoutes } from './journeys/health/health.route.ts'
import { firstPageRoutes, homeRoutes } from './journeys/home/home.route.ts'
import { lookUpRoutes } from './journeys/look-up/routes.ts'
import { backChannelRoutes } from './journeys/sign-out/back-channel.route.ts'
import { signOutRoutes } from './journeys/sign-out/sign-out.route.ts'
import { tracesRoutes } from './journeys/traces/traces.route.ts'
import { arrivalRoutes } from './journeys/sign-in/arrive.route.ts'
import { leaveForSignIn, signInRoutes } from './journeys/sign-in/leave.route.ts'
import { guardRoutes } from './web/person.ts'

// Found by the package's name: the folder stands elsewhere from the built files than from the source.
addAssetFolder(join(dirname(createRequire(import.meta.url).resolve('@motcua/desk/package.json')), 'assets'))

export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const { config } = deps
  const app = await createWebApp({
    name: 'desk',
    origin: config.DESK_ORIGIN,
    secret: deps.secret,
    trustedProxies: config.TRUSTED_PROXIES,
    log: deps.log,
    site: {
      ...siteNames(config),
      help: config.HELP_CONTACT,
    },
    isAway: isDatabaseAway,
  })
  // A form of somebody whose session is over by then ends at the account service's sign-in page.
  app.addHook('onRequest', async (_request, reply) => {
    reply.formTargets = [config.ACCOUNT_ORIGIN]
  })
  guardRoutes(app, deps.db, (request, reply, next) => leaveForSignIn(deps, { request, reply }, { next }))

  healthRoutes(app, deps)
  firstPageRoutes(app)
  arrivalRoutes(app, deps)
  backChannelRoutes(app, deps)
  tracesRoutes(app, deps)
  for (const language of languages) {
    await app.register(
      async (scope) => {
        homeRoutes(scope)
        signInRoutes(scope, deps)
        signOutRoutes(scope, deps)
        await dossierRoutes(scope, deps)
        lookUpRoutes(scope, deps)
      },
      { prefix: `/${language}` },
    )
  }
  return app
}
