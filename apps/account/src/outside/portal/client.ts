// The national portal as our OpenID provider: code flow with PKCE, state and nonce; every answer checked, 5 s at most.
import { createHash } from 'node:crypto'
import * as oidc from 'openid-client'
import { readIdentity, type PortalIdentity } from './identity.ts'

export type PortalSettings = {
  discoveryUrl: string
  clientId: string
  clientSecret: string
  /** Our own origin: the callback is `<origin>/portal/callback`. */
  origin: string
  /** Seconds for one answer of the portal. */
  timeout: number
  allowHttp: boolean
}

/** Why the portal did not give a person. away: no answer · error: a wrong one. */
export type PortalFailure = { ok: false; code: 'portal-away' | 'portal-error' | 'portal-no-id'; reason: string }

export type PortalArrival = {
  ok: true
  identity: PortalIdentity
  idToken: string
  authTime: number | null
  logoutUri: string | null
}

export type PortalClient = {
  /** Does the portal answer right now, within so many seconds? */
  isReachable: (seconds: number) => Promise<boolean>
  /** Where the person goes; `secrets` come from the trip's state. */
  departure: (trip: { state: string; nonce: string; verifier: string; fresh: boolean }) => Promise<URL>
  /** The person came back: exchanges the code and reads who it is. */
  arrival: (
    callback: URL,
    trip: { state: string; nonce: string; verifier: string },
  ) => Promise<PortalArrival | PortalFailure>
  /** The portal's own sign-out page, leading back to `returnTo`; null where the portal has none. */
  signOutUrl: (idToken: string, returnTo: string) => Promise<URL | null>
}

// Discovery and keys are kept so long; a portal that rotates its keys is read anew when a signature does not fit.
const keepFor = 10 * 60 * 1000

export function createPortalClient(settings: PortalSettings): PortalClient {
  let known: { at: number; configuration: oidc.Configuration } | undefined

  async function configuration(renew = false): Promise<oidc.Configuration> {
    if (known && !renew && performance.now() - known.at < keepFor) return known.configuration
    const fresh = await discover(settings)
    known = { at: performance.now(), configuration: fresh }
    return fresh
  }

  return {
    isReachable: (seconds) => isReachable(settings.discoveryUrl, seconds),
    departure: async (trip) => departureUrl(await configuration(), settings, trip),
    arrival: async (callback, trip) => {
      try {
        return await arrive(await configuration(), callback, trip)
      } catch (error) {
        // A signature that does not fit may mean new keys: the next arrival reads them.
        known = undefined
        return failureOf(error)
      }
    },
    signOutUrl: async (idToken, returnTo) => {
      const config = await configuration()
      if (!config.serverMetadata().end_session_endpoint) return null
      return oidc.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: returnTo })
    },
  }
}

async function discover(settings: PortalSettings): Promise<oidc.Configuration> {
  const found = await oidc.discovery(
    new URL(settings.discoveryUrl),
    settings.clientId,
    { client_secret: settings.clientSecret, id_token_signed_response_alg: 'RS256' },
    oidc.ClientSecretPost(settings.clientSecret),
    {
      timeout: settings.timeout,
      // Without the first the library trusts TLS for the token's origin and never looks at its signature.
      execute: [oidc.enableNonRepudiationChecks, ...(settings.allowHttp ? [oidc.allowInsecureRequests] : [])],
    },
  )
  found.timeout = settings.timeout
  return found
}

async function isReachable(discoveryUrl: string, seconds: number): Promise<boolean> {
  try {
    const answer = await fetch(discoveryUrl, { signal: AbortSignal.timeout(seconds * 1000), redirect: 'error' })
    await answer.json()
    return answer.ok
  } catch {
    return false
  }
}

type Trip = { state: string; nonce: string; verifier: string; fresh: boolean }

function departureUrl(config: oidc.Configuration, settings: PortalSettings, trip: Trip): URL {
  return oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${settings.origin}/portal/callback`,
    scope: 'openid',
    acr_values: 'LoA1',
    state: trip.state,
    nonce: trip.nonce,
    code_challenge: createHash('sha256').update(trip.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(trip.fresh ? { prompt: 'login' } : {}),
  })
}

async function arrive(
  config: oidc.Configuration,
  callback: URL,
  trip: Omit<Trip, 'fresh'>,
): Promise<PortalArrival | PortalFailure> {
  const tokens = await oidc.authorizationCodeGrant(config, callback, {
    expectedState: trip.state,
    expectedNonce: trip.nonce,
    pkceCodeVerifier: trip.verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims || !tokens.id_token) return { ok: false, code: 'portal-error', reason: 'no id token' }
  const info = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
  const identity = readIdentity({ ...info, sub: claims.sub })
  if (!identity) return { ok: false, code: 'portal-no-id', reason: 'no usable identity' }
  const logoutUri = typeof info['logoutUri'] === 'string' ? info['logoutUri'] : null
  return { ok: true, identity, idToken: tokens.id_token, authTime: claims.auth_time ?? null, logoutUri }
}

const awayCodes = new Set([
  'OAUTH_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** No code, token or claim of the portal's goes into `reason`: it is logged. */
function failureOf(error: unknown): PortalFailure {
  const codes = errorCodes(error)
  const away =
    codes.some((code) => awayCodes.has(code)) || (error instanceof TypeError && error.message === 'fetch failed')
  return {
    ok: false,
    code: away ? 'portal-away' : 'portal-error',
    reason: codes[0] ?? (error instanceof Error ? error.name : 'unknown'),
  }
}

function errorCodes(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const { code } = error as NodeJS.ErrnoException
  return [...(code ? [String(code)] : []), ...errorCodes(error.cause)]
}
