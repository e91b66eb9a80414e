// The simulated national portal's table of contents.
import { createWebApp } from '@motcua/web/create-app.ts'
import type { Logger } from '@motcua/web/log.ts'
import type { FastifyInstance } from 'fastify'
import { errorRoutes } from './error.route.ts'
import { addFaults } from './fault-hook.ts'
import { languageRoutes } from './portal-shell.ts'
import type { Portal } from './portal.ts'
import { authorizeRoutes } from './sign-in/authorize.route.ts'
import { signInRoutes } from './sign-in/sign-in.route.ts'
import { signOutRoutes } from './sign-out/sign-out.route.ts'
import { discoveryRoutes } from './tokens/discovery.route.ts'
import { tokenRoutes } from './tokens/token.route.ts'
import { userinfoRoutes } from './tokens/userinfo.route.ts'

export async function buildPortalApp(portal: Portal, web: { log: Logger; secret: string }): Promise<FastifyInstance> {
  const app = await createWebApp({
    name: 'portal',
    origin: portal.origin,
    trustedProxies: [],
    site: {
      systemName: 'CỔNG DVCQG\n(MÔ PHỎNG)',
      shortName: 'Cổng DVCQG (mô phỏng)',
      place: '',
      help: portal.sandboxOrigin,
    },
    isAway: () => false,
    ...web,
  })
  addFaults(app, portal)
  app.get('/', async (_request, reply) => reply.redirect(portal.sandboxOrigin, 303))
  app.get('/health/live', async () => ({ live: true }))
  discoveryRoutes(app, portal)
  authorizeRoutes(app, portal)
  signInRoutes(app, portal)
  tokenRoutes(app, portal)
  userinfoRoutes(app, portal)
  signOutRoutes(app, portal)
  errorRoutes(app)
  languageRoutes(app)
  return app
}
