// A code → tokens. A code that comes a second time takes the tokens of the first with it (RFC 6749 §4.1.2).
import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Grant, lives, type Portal, secondsNow } from '../portal.ts'

const parameters = z.object({
  grant_type: z.string(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  code_verifier: z.string().optional(),
})
type Sent = z.infer<typeof parameters>

export type Tokens = {
  access_token: string
  token_type: 'Bearer'
  expires_in: number
  scope: 'openid'
  id_token: string
}
export type Exchange = { ok: true; tokens: Tokens } | { ok: false; error: string; description: string }

export async function exchangeCode(portal: Portal, body: unknown): Promise<Exchange> {
  const read = parameters.safeParse(body)
  if (!read.success) return refuse('invalid_request', 'Missing grant_type, or a parameter that stands twice')
  const sent = read.data
  if (sent.client_id !== portal.client.id || sent.client_secret !== portal.client.secret)
    return refuse('invalid_client', 'Client authentication failed')
  if (sent.grant_type !== 'authorization_code')
    return refuse('unsupported_grant_type', 'Only authorization_code is known')
  const grant = portal.codes.get(sent.code ?? '')
  if (!grant) return refuse('invalid_grant', 'The authorization code is unknown or has expired')
  const error = useError(portal, grant, sent)
  if (error) return refuse('invalid_grant', error)
  grant.accessToken = randomUUID()
  portal.accessTokens.put(grant.accessToken, grant)
  return { ok: true, tokens: await tokensOf(portal, grant, grant.accessToken) }
}

function useError(portal: Portal, grant: Grant, sent: Sent): string | null {
  if (grant.accessToken) {
    portal.accessTokens.drop(grant.accessToken)
    return 'The authorization code was used before'
  }
  if (sent.redirect_uri !== grant.request.redirectUri) return 'The callback does not match'
  const challenge = createHash('sha256')
    .update(sent.code_verifier ?? '')
    .digest('base64url')
  return challenge === grant.request.challenge ? null : 'PKCE validation failed'
}

async function tokensOf(portal: Portal, grant: Grant, accessToken: string): Promise<Tokens> {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: lives.accessToken,
    scope: 'openid',
    id_token: await portal.keys.sign(idTokenClaims(portal, grant, accessToken)),
  }
}

function idTokenClaims(portal: Portal, { request, person, authTime }: Grant, accessToken: string) {
  const now = secondsNow(portal)
  const hasWrongNonce = portal.faults.read().portal.mode === 'wrong-nonce'
  const hash = createHash('sha256').update(accessToken).digest()
  return {
    iss: issuerOf(portal),
    sub: person.techId,
    aud: portal.client.id,
    azp: portal.client.id,
    iat: now,
    nbf: now,
    exp: now + lives.idToken,
    auth_time: authTime,
    at_hash: hash.subarray(0, 16).toString('base64url'),
    amr: ['BasicAuthenticator'],
    ...(request.acr ? { acr: request.acr } : {}),
    ...(request.nonce ? { nonce: hasWrongNonce ? randomUUID() : request.nonce } : {}),
  }
}

/** WSO2's issuer is the address of its token endpoint. */
export const issuerOf = (portal: Portal): string => `${portal.origin}/oauth2/token`

const refuse = (error: string, description: string): Exchange => ({ ok: false, error, description })
