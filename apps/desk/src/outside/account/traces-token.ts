// The account service's question: what did this person touch here during this standby period? Signed as its logout tokens are.
import type { JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { type NotRead, readSigned, type TokenRules } from './signed-token.ts'

export type TracesToken = { jti: string; sub: string; periodId: string }
export type ReadTracesToken = { ok: true; token: TracesToken } | NotRead

const shape = z.object({ jti: z.string().min(1), sub: z.string().min(1), standby_period: z.string().min(1) })

/** `now`: the database's time. */
export async function readTracesToken(
  text: string,
  keys: JWTVerifyGetKey,
  rules: TokenRules,
  now: Date,
): Promise<ReadTracesToken> {
  const read = await readSigned(text, keys, { ...rules, typ: 'traces+jwt', requires: ['sub', 'standby_period'] }, now)
  if (!read.ok) return read
  const token = shape.safeParse(read.payload)
  if (!token.success) return { ok: false, why: 'wrong', reason: 'not a traces token' }
  const { jti, sub, standby_period: periodId } = token.data
  return { ok: true, token: { jti, sub, periodId } }
}
