// The account service's table of contents: plugins, the provider, each journey on one line, in reading order.
import { isDatabaseAway } from '@motcua/db/away.ts'
import { createWebApp } from '@motcua/web/create-app.ts'
import { preferredLanguage } from '@motcua/web/language.ts'
import { languages } from '@motcua/ui/shell.ts'
import type { FastifyInstance } from 'fastify'
import type { Provider } from 'oidc-provider'
import { siteOf } from './config.ts'
import type { Deps } from './deps.ts'
import { captchaRoutes, puzzleRoutes } from './journeys/captcha/captcha.route.ts'
import { internalRoutes } from './journeys/console/limits/limits.route.ts'
import { consoleRoutes } from './journeys/console/routes.ts'
import { forgottenPasswordRoutes } from './journeys/forgotten-password/routes.ts'
import { healthRoutes } from './journeys/health/health.route.ts'
import { lostPhoneRoutes } from './journeys/lost-phone/lost-phone.route.ts'
import { myAccountRoutes } from './journeys/my-account/routes.ts'
import { notMeRoutes } from './journeys/not-me/not-me.route.ts'
import { receiptRoutes } from './journeys/receipts/receipt.route.ts'
import { registerRoutes } from './journeys/register/register.route.ts'
import { relyingPartyRoutes } from './journeys/sign-in/for-relying-party.route.ts'
import { arrivalRoutes } from './journeys/sign-in/portal-door/portal.route.ts'
import { signInRoutes } from './journeys/sign-in/routes.ts'
import { signedOutRoutes, signOutForRelyingParty, signOutRoutes } from './journeys/sign-out/sign-out.route.ts'
import { feedRoutes } from './journeys/status/feed.route.ts'
import { statusRoutes } from './journeys/status/status.route.ts'
import { createProvider } from './provider/create-provider.ts'
import { readSigningKeys } from './provider/keys.ts'
import { mountProvider } from './provider/mount.ts'
import { keepTheBeat } from './web/beat.ts'
import { turnCrowdAway } from './web/crowd.ts'
import { guardRoutes } from './web/person.ts'

export async function buildApp(deps: Deps): Promise<{ app: FastifyInstance; provider: Provider }> {
  const { config } = deps
  const app = await createWebApp({
    name: 'account',
    origin: config.ACCOUNT_ORIGIN,
    secret: deps.secret,
    trustedProxies: config.TRUSTED_PROXIES,
    log: deps.log,
    site: siteOf(config),
    isAway: isDatabaseAway,
  })
  const signOut = (ctx: Parameters<typeof signOutForRelyingParty>[1]) => signOutForRelyingParty(deps, ctx)
  const keys = await readSigningKeys(config)
  const provider = createProvider({ ...deps, signOut }, keys)
  turnCrowdAway(app)
  keepTheBeat(app, deps)
  guardRoutes(app, deps.db)
  await mountProvider(app, provider, config.ACCOUNT_ORIGIN)

  healthRoutes(app, deps)
  receiptRoutes(app, deps)
  internalRoutes(app, deps)
  puzzleRoutes(app, deps)
  feedRoutes(app, deps, keys)
  relyingPartyRoutes(app, deps, provider)
  arrivalRoutes(app, deps)
  signedOutRoutes(app, deps)
  rootRoutes(app)
  for (const language of languages) {
    await app.register(
      async (scope) => {
        scope.get('/', async (_request, reply) => reply.redirect(`/${language}/my-account/info`, 303))
        signInRoutes(scope, deps)
        signOutRoutes(scope, deps)
        statusRoutes(scope, deps)
        notMeRoutes(scope, deps)
        lostPhoneRoutes(scope, deps)
        captchaRoutes(scope, deps)
        forgottenPasswordRoutes(scope, deps)
        registerRoutes(scope, deps)
        myAccountRoutes(scope, deps)
        consoleRoutes(scope, deps)
      },
      { prefix: `/${language}` },
    )
  }
  return { app, provider }
}

/** Addresses without a language go to the preferred one. */
function rootRoutes(app: FastifyInstance): void {
  app.get('/', async (request, reply) => reply.redirect(`/${preferredLanguage(request)}/my-account/info`, 303))
  for (const path of ['/sign-in', '/sign-out', '/status']) {
    app.get(path, { config: { machine: true } }, async (request, reply) =>
      reply.redirect(`/${preferredLanguage(request)}${request.url}`, 303),
    )
  }
}
