// Our OpenID face: oidc-provider with our rows, our pages and our limits.
import { isDatabaseAway } from '@motcua/db/away.ts'
import type { Db } from '@motcua/db/query.ts'
import { wireName } from '@motcua/web/host-cookies.ts'
import { keyedHash } from '@motcua/web/keyed-hash.ts'
import { preferredLanguage } from '@motcua/web/language.ts'
import type { Logger } from '@motcua/web/log.ts'
import { Problem, type ProblemKind, problemStatus } from '@motcua/web/problem.tsx'
import { renderPage } from '@motcua/ui/render.ts'
import { type Configuration, interactionPolicy, type JWKS, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import { type Config, siteOf } from '../config.ts'
import { limits } from '../limits.ts'
import { findSubject } from './claims.ts'
import { doorOfAcr } from './doors.ts'
import { grantId } from './grants.ts'
import { paramText, signInAddress } from './interaction.ts'
import { isRegisteredLogout, relyingPartyReader } from './relying-parties.ts'
import { createStorage } from './storage.ts'

type Needs = {
  config: Config
  secret: string
  db: Db
  log: Logger
  /** A relying party sent somebody to sign out (journeys/sign-out decides whether to ask). */
  signOut: (ctx: KoaContextWithOIDC) => Promise<void>
}

export function createProvider(needs: Needs, jwks: JWKS): Provider {
  const provider = new Provider(needs.config.ACCOUNT_ORIGIN, configuration(needs, jwks))
  // What a proxy would say of host and protocol is written by mount.ts.
  provider.proxy = true
  provider.on('server_error', (ctx, error) => {
    needs.log.error({ event: 'oidc-error', error }, 'oidc-error')
    if (!isDatabaseAway(error)) return
    ctx.status = 503
    ctx.set('retry-after', '5')
  })
  provider.use((ctx, next) => finishAnswer(needs, ctx as KoaContextWithOIDC, next))
  return provider
}

/** What the library leaves to others: a path that it does not have, and a sign-out without a session of its own. */
async function finishAnswer(needs: Needs, ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next().catch((error: unknown) => failAtTheEnd(needs, ctx, error))
  // Tokens are fetched by servers, never by pages: only the two public documents may be read from other origins.
  if (!publicDocuments.has(ctx.path)) ctx.remove('access-control-allow-origin')
  if (ctx.status === 404 && ctx.body === undefined) return sendProblem(needs, ctx, { kind: 'not-found' })
  // The library's own list, whatever relying parties are registered for.
  if (ctx.oidc?.route === 'discovery') Object.assign(ctx.body as object, { response_modes_supported: ['query'] })
  // What is refused comes back as it was asked for: by a form that the library's script sends, which our policy forbids.
  if (ctx.oidc?.params?.['response_mode'] === 'form_post' && ctx.status === 200)
    return sendProblem(needs, ctx, { kind: 'bad-request', incident: 'unsupported_response_mode' })
  // Idle on our pages while at work elsewhere: the library would answer with a script that our policy forbids, and end nothing.
  const isBareSignOut = ctx.oidc?.route === 'end_session' && ctx.status === 200 && !ctx.oidc.session?.accountId
  if (isBareSignOut) await needs.signOut(ctx)
}

/** The library keeps its session when its answer is made already: where that fails, nobody is sent on with something that was not kept. */
function failAtTheEnd(needs: Needs, ctx: KoaContextWithOIDC, error: unknown): void {
  needs.log.error({ event: 'oidc-error', error }, 'oidc-error')
  const isAway = isDatabaseAway(error)
  ctx.remove('location')
  if (isAway) ctx.set('retry-after', '5')
  sendProblem(needs, ctx, { kind: isAway ? 'away' : 'broken' })
}

const publicDocuments = new Set(['/.well-known/openid-configuration', '/oidc/jwks'])

function configuration(needs: Needs, jwks: JWKS): Configuration {
  const { config, secret, db } = needs
  const https = config.ACCOUNT_ORIGIN.startsWith('https:')
  const parties = relyingPartyReader({ db, secret })
  return {
    adapter: createStorage({ db, secret, https, parties }),
    jwks,
    clientBasedCORS: () => false,
    cookies: {
      keys: [keyedHash(secret, 'cookies', 'oidc')],
      names: cookieNames(config.ACCOUNT_ORIGIN),
      long: { signed: true, httpOnly: true, sameSite: 'lax', secure: https },
      short: { signed: true, httpOnly: true, sameSite: 'lax', secure: https },
    },
    routes,
    scopes: ['openid', 'profile', 'officer'],
    claims: {
      openid: ['sub', 'acr', 'amr', 'auth_time', 'sid', 'standby_period'],
      profile: ['name'],
      officer: ['agency', 'agency_name', 'role', 'rights'],
    },
    acrValues: Object.keys(doorOfAcr),
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    subjectTypes: ['public'],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx) => needs.signOut(ctx),
        postLogoutSuccessSource: goToSignIn,
      },
      backchannelLogout: { enabled: true },
    },
    ttl: {
      AuthorizationCode: limits.oidc.code,
      IdToken: limits.oidc.idToken,
      AccessToken: limits.oidc.accessToken,
      Interaction: limits.oidc.interaction,
      Session: limits.session.portal,
      Grant: limits.session.portal,
      // Each ends with its session's row, whatever is said here.
      RefreshToken: limits.session.portal,
    },
    expiresWithSession: () => true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    findAccount: (_ctx, accountId, token) => findSubject(db, accountId, sessionUidOf(_ctx, token)),
    loadExistingGrant: async (ctx) => firstPartyGrant(ctx),
    interactions: { policy: policy(), url: (_ctx, interaction) => signInAddress({ secret, parties }, interaction) },
    renderError: (ctx, out, error) => showError(needs, ctx, { ...out, error }),
    fetch: (url, options) => fetchKnown(db, url, options),
  }
}

/** A session whose person may no longer sign in (suspended a moment ago) asks to sign in, instead of breaking. */
function policy() {
  const { base, Check } = interactionPolicy
  const prompts = base()
  const isLost = ({ oidc }: KoaContextWithOIDC) => oidc.session?.accountId !== undefined && oidc.account === undefined
  prompts.get('login')?.checks.add(new Check('no_account', 'the account cannot sign in', 'login_required', isLost))
  return prompts
}

/** Of this host only where the path allows it: the library keeps an interaction's cookies on its path. */
const cookieNames = (origin: string) => {
  const secure = origin.startsWith('https:') ? '__Secure-' : ''
  return {
    session: wireName(origin, 'account_sso'),
    interaction: `${secure}account_interaction`,
    resume: `${secure}account_resume`,
  }
}

const routes = {
  authorization: '/oidc/auth',
  end_session: '/oidc/sign-out',
  introspection: '/oidc/introspect',
  jwks: '/oidc/jwks',
  pushed_authorization_request: '/oidc/par',
  revocation: '/oidc/revoke',
  token: '/oidc/token',
  userinfo: '/oidc/userinfo',
}

function sessionUidOf(ctx: KoaContextWithOIDC, token: unknown): string | undefined {
  const uid = (token as { sessionUid?: unknown } | undefined)?.sessionUid
  return typeof uid === 'string' ? uid : ctx.oidc.session?.uid
}

/** Relying parties are the province's own systems: no consent page, the scopes asked for are granted. */
async function firstPartyGrant(ctx: KoaContextWithOIDC) {
  const { client, session, params } = ctx.oidc
  const accountId = session?.accountId
  if (!client || !accountId) return undefined
  const scope = paramText(params?.scope) || 'openid'
  const { clientId } = client
  return ctx.oidc.provider.Grant.find(grantId({ accountId, clientId, scope, sessionUid: session.uid }))
}

function goToSignIn(ctx: KoaContextWithOIDC): void {
  ctx.redirect('/sign-in')
}

type ProviderError = { error: Error; error_description?: string | undefined }

/** A person sees a plain page; the engineer of the relying party finds the protocol's own words on it. */
function showError(needs: Needs, ctx: KoaContextWithOIDC, told: ProviderError): void {
  if (told.error.name === 'SessionNotFound') return ctx.redirect('/sign-in?done=over')
  if (isDatabaseAway(told.error)) return sendProblem(needs, ctx, { kind: 'away' })
  if (ctx.status >= 500) return sendProblem(needs, ctx, { kind: 'broken' })
  const incident = [told.error.message, told.error_description].filter(Boolean).join(': ')
  sendProblem(needs, ctx, { kind: 'bad-request', incident })
}

function sendProblem({ config }: Needs, ctx: KoaContextWithOIDC, problem: { kind: ProblemKind; incident?: string }) {
  const shell = { language: preferredLanguage(ctx.req), path: '/', token: '', site: siteOf(config) } as const
  ctx.status = problemStatus[problem.kind]
  ctx.set('cache-control', 'no-store')
  ctx.type = 'text/html; charset=utf-8'
  ctx.body = renderPage(Problem({ shell, ...problem }))
}

// The library refuses private addresses (SSRF). Ours are the operator's own systems, so the refusal is lifted for exactly the
// logout addresses that the operator registered, and redirects are never followed.
async function fetchKnown(db: Db, url: string | URL | Request, options?: RequestInit): Promise<Response> {
  const address = url instanceof Request ? url.url : String(url)
  const { dispatcher: _guard, ...plain } = (options ?? {}) as RequestInit & { dispatcher?: unknown }
  const isOurs = await isRegisteredLogout(db, address)
  return fetch(url, { ...(isOurs ? plain : options), redirect: 'error' })
}
