// The logout token of OpenID Connect Back-Channel Logout 1.0 §2.4–2.6: that it is one, and which session or person is meant.
import type { JWTPayload, JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { type NotRead, readSigned, type TokenRules } from './signed-token.ts'

export type LogoutToken = { jti: string; sid: string | undefined; sub: string | undefined }

export type ReadLogoutToken = { ok: true; token: LogoutToken } | NotRead

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
  rules: TokenRules,
  now: Date,
): Promise<ReadLogoutToken> {
  const read = await readSigned(text, keys, { ...rules, typ: 'logout+jwt', requires: ['events'] }, now)
  return read.ok ? readShape(read.payload) : read
}

function readShape(payload: JWTPayload): ReadLogoutToken {
  const read = shape.safeParse(payload)
  if (!read.success) return { ok: false, why: 'wrong', reason: 'not a logout token' }
  const { jti, sid, sub } = read.data
  return { ok: true, token: { jti, sid, sub } }
}
