// The account service as our OpenID provider: code flow with PKCE, state and nonce; signatures checked; nobody waits long.
import { createHash } from 'node:crypto'
import { requestIdHeader } from '@motcua/web/request-id.ts'
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'
import * as oidc from 'openid-client'
import { type Doors, readDoors } from './doors.ts'
import { type Identity, readIdentity } from './identity.ts'
import { type ReadLogoutToken, readLogoutToken } from './logout-token.ts'
import { type ReadTracesToken, readTracesToken } from './traces-token.ts'

export type AccountSettings = {
  /** The account service's origin: the issuer. */
  issuer: string
  clientId: string
  clientSecret: string
  /** Our own origin: the callback is `<origin>/account/callback`. */
  origin: string
  /** Seconds: for the check before a redirect, for one answer, and how long a verdict of the doors is believed. */
  check: number
  timeout: number
  verdict: number
  logoutToken: { age: number; skew: number }
  tracesToken: { age: number; skew: number }
  allowHttp: boolean
}

export type TripSecrets = { state: string; nonce: string; verifier: string }

export type Arrival = { ok: true; identity: Identity; idToken: string }
export type ArrivalFailure = { ok: false; code: 'account-away' | 'sign-in-error' | 'not-officer'; reason: string }

export type AccountClient = {
  /** Does it answer, and which doors are open? At most `check` seconds; never throws. */
  doors: () => Promise<Doors>
  /** Where the person goes. Throws where the service does not answer. */
  departure: (trip: TripSecrets & { fresh: boolean; language: string }) => Promise<URL>
  /** The person came back: exchanges the code and reads who it is. */
  arrival: (callback: URL, trip: TripSecrets) => Promise<Arrival | ArrivalFailure>
  /** The service's sign-out, leading back to our first page. Throws where it does not answer. */
  signOutUrl: (idToken: string, state: string) => Promise<URL>
  readLogoutToken: (token: string, now: Date) => Promise<ReadLogoutToken>
  readTracesToken: (token: string, now: Date) => Promise<ReadTracesToken>
}

type Known = { at: number; configuration: oidc.Configuration; keys: JWTVerifyGetKey }

// Discovery is kept so long; the key sets renew themselves when a key is not in them.
const keepFor = 10 * 60 * 1000

export function createAccountClient(settings: AccountSettings): AccountClient {
  const parties = { issuer: settings.issuer, audience: settings.clientId }
  let known: Known | undefined
  let verdict: { at: number; doors: Promise<Doors> } | undefined

  async function configuration(seconds = settings.timeout): Promise<Known> {
    if (!known || performance.now() - known.at > keepFor) known = await discover(settings, seconds)
    return known
  }

  return {
    doors: () => {
      if (!verdict || performance.now() - verdict.at > settings.verdict * 1000)
        verdict = { at: performance.now(), doors: readDoors(settings.issuer, settings.check) }
      return verdict.doors
    },
    departure: async (trip) => departureUrl((await configuration(settings.check)).configuration, settings, trip),
    arrival: async (callback, trip) => {
      try {
        return await arrive((await configuration()).configuration, callback, trip)
      } catch (error) {
        // A signature that does not fit may mean that the service was set up anew: the next arrival reads it again.
        known = undefined
        return failureOf(error)
      }
    },
    signOutUrl: async (idToken, state) =>
      oidc.buildEndSessionUrl((await configuration(settings.check)).configuration, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${settings.origin}/`,
        state,
      }),
    readLogoutToken: async (token, now) => {
      const found = await configuration().catch(() => null)
      if (!found) return noDiscovery
      return readLogoutToken(token, found.keys, { ...parties, ...settings.logoutToken }, now)
    },
    readTracesToken: async (token, now) => {
      const found = await configuration().catch(() => null)
      if (!found) return noDiscovery
      return readTracesToken(token, found.keys, { ...parties, ...settings.tracesToken }, now)
    },
  }
}

const noDiscovery = { ok: false, why: 'away', reason: 'no discovery' } as const

async function discover(settings: AccountSettings, seconds: number): Promise<Known> {
  const configuration = await oidc.discovery(
    new URL(settings.issuer),
    settings.clientId,
    { client_secret: settings.clientSecret, id_token_signed_response_alg: 'ES256' },
    oidc.ClientSecretBasic(settings.clientSecret),
    {
      timeout: seconds,
      // Signatures are checked although the token comes over a channel of our own: it is our only proof of who came.
      execute: [oidc.enableNonRepudiationChecks, ...(settings.allowHttp ? [oidc.allowInsecureRequests] : [])],
    },
  )
  configuration.timeout = settings.timeout
  configuration[oidc.customFetch] = (url, options) =>
    fetch(url, { ...options, headers: { ...options.headers, ...requestIdHeader() } } as RequestInit)
  const { jwks_uri: jwksUri } = configuration.serverMetadata()
  if (!jwksUri) throw new Error('the account service publishes no keys')
  const keys = createRemoteJWKSet(new URL(jwksUri), {
    timeoutDuration: settings.timeout * 1000,
    cooldownDuration: 10_000,
  })
  return { at: performance.now(), configuration, keys }
}

function departureUrl(
  config: oidc.Configuration,
  settings: AccountSettings,
  trip: TripSecrets & { fresh: boolean; language: string },
): URL {
  return oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${settings.origin}/account/callback`,
    scope: 'openid profile officer',
    state: trip.state,
    nonce: trip.nonce,
    code_challenge: createHash('sha256').update(trip.verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ui_locales: trip.language,
    ...(trip.fresh ? { prompt: 'login' } : {}),
  })
}

async function arrive(config: oidc.Configuration, callback: URL, trip: TripSecrets): Promise<Arrival | ArrivalFailure> {
  const tokens = await oidc.authorizationCodeGrant(config, callback, {
    expectedState: trip.state,
    expectedNonce: trip.nonce,
    pkceCodeVerifier: trip.verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims || !tokens.id_token) return { ok: false, code: 'sign-in-error', reason: 'no id token' }
  const identity = readIdentity(claims)
  if (identity === 'not-officer') return { ok: false, code: 'not-officer', reason: 'no officer' }
  if (identity === 'unreadable') return { ok: false, code: 'sign-in-error', reason: 'claims are missing' }
  return { ok: true, identity, idToken: tokens.id_token }
}

const awayCodes = new Set([
  'OAUTH_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_SOCKET',
])

/** `reason` is a code for the log, never text that the other side chose. */
function failureOf(error: unknown): ArrivalFailure {
  const codes = [error, (error as Error).cause].map(codeOf)
  const reason = codes.filter(Boolean).join(' ') || (error as Error).name
  return { ok: false, code: codes.some((code) => awayCodes.has(code)) ? 'account-away' : 'sign-in-error', reason }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code
  return typeof code === 'string' ? code : ''
}
