// The logout token of OpenID Connect Back-Channel Logout 1.0 §2.4–2.6: who signed it, for whom, how old, and that it is one.
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'

export type LogoutToken = { jti: string; sid: string | undefined; sub: string | undefined }

/** away: the keys could not be read, so nobody can say; the account service tries again. */
export type ReadLogoutToken = { ok: true; token: LogoutToken } | { ok: false; why: 'wrong' | 'away'; reason: string }

export type LogoutTokenRules = { issuer: string; audience: string; age: number; skew: number }

const event = 'http://schemas.openid.net/event/backchannel-logout'

const shape = z
  .object({
    jti: z.string().min(1),
    sid: z.string().min(1).optional(),
    sub: z.string().min(1).optional(),
    events: z.object({ [event]: z.looseObject({}) }),
    nonce: z.undefined().optional(),
  })
  .refine((token) => token.sid ?? token.sub, 'names no session and nobody')

/** `now`: the database's time. */
export async function readLogoutToken(
  text: string,
  keys: JWTVerifyGetKey,
  rules: LogoutTokenRules,
  now: Date,
): Promise<ReadLogoutToken> {
  try {
    const { payload } = await jwtVerify(text, keys, {
      issuer: rules.issuer,
      audience: rules.audience,
      typ: 'logout+jwt',
      algorithms: ['ES256'],
      maxTokenAge: rules.age,
      clockTolerance: rules.skew,
      currentDate: now,
      requiredClaims: ['iss', 'aud', 'iat', 'exp', 'jti', 'events'],
    })
    return readShape(payload)
  } catch (error) {
    return { ok: false, why: isWrong(error) ? 'wrong' : 'away', reason: nameOf(error) }
  }
}

function readShape(payload: JWTPayload): ReadLogoutToken {
  const read = shape.safeParse(payload)
  if (!read.success) return { ok: false, why: 'wrong', reason: 'not a logout token' }
  const { jti, sid, sub } = read.data
  return { ok: true, token: { jti, sid, sub } }
}

/** jose's own errors are about the token, but for the one of a key set that did not come. */
const isWrong = (error: unknown) =>
  error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC'

const nameOf = (error: unknown) => (error instanceof errors.JOSEError ? error.code : String((error as Error).name))
