// A token that the account service signed for us alone: who signed it, for whom, of which kind, how old.
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'

/** away: the keys could not be read, so nobody can say; the account service tries again. */
export type NotRead = { ok: false; why: 'wrong' | 'away'; reason: string }

/** Times in seconds. */
export type TokenRules = { issuer: string; audience: string; age: number; skew: number }

/** `typ` parts the kinds, so that no token of one kind passes for another (RFC 8725 §3.11). `now`: the database's time. */
export async function readSigned(
  text: string,
  keys: JWTVerifyGetKey,
  { typ, requires, ...rules }: TokenRules & { typ: string; requires: readonly string[] },
  now: Date,
): Promise<{ ok: true; payload: JWTPayload } | NotRead> {
  try {
    const { payload } = await jwtVerify(text, keys, {
      issuer: rules.issuer,
      audience: rules.audience,
      typ,
      algorithms: ['ES256'],
      maxTokenAge: rules.age,
      clockTolerance: rules.skew,
      currentDate: now,
      requiredClaims: ['iss', 'aud', 'iat', 'exp', 'jti', ...requires],
    })
    return { ok: true, payload }
  } catch (error) {
    return { ok: false, why: isWrong(error) ? 'wrong' : 'away', reason: nameOf(error) }
  }
}

/** jose's own errors are about the token, but for the one of a key set that did not come. */
const isWrong = (error: unknown) =>
  error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC'

const nameOf = (error: unknown) => (error instanceof errors.JOSEError ? error.code : String((error as Error).name))
