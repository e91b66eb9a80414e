// Is this the code? Counts per code and per account, in the caller's transaction.
import type { Db } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { type Counter, forgetHit, takeHit } from '../limits/take-hit.ts'
import { codeHash } from './send-code.ts'
import { answerChallenge, type Purpose } from './store.ts'

export type CodeCheck =
  | { ok: true; phone: string }
  | { ok: false; code: 'code-wrong' | 'code-dead' | 'code-locked' | 'code-older'; retryAfter?: number; tag?: string }

export type CodeAnswer = { accountId: string | null; purpose: Purpose; binding: string; code: string }

/** 5 wrong kill the code; 10 wrong in 24 h per account and purpose lock; a new code resets neither. */
export async function checkCode(db: Db, secret: string, answer: CodeAnswer): Promise<CodeCheck> {
  const counter = wrongCodes(answer)
  const hit = await takeHit(db, counter)
  if (!hit.ok) return { ok: false, code: 'code-locked', retryAfter: hit.retryAfter }
  const { purpose, binding } = answer
  const compared = await answerChallenge(db, { purpose, binding, codeHash: codeHash(secret, answer) })
  if (!compared) return { ok: false, code: 'code-dead' }
  if (compared.right) {
    await forgetHit(db, counter)
    return { ok: true, phone: compared.phone }
  }
  if (compared.was_older) return { ok: false, code: 'code-older', tag: compared.tag }
  return { ok: false, code: compared.wrong >= limits.code.wrongPerCode ? 'code-dead' : 'code-wrong' }
}

const wrongCodes = ({ accountId, binding, purpose }: CodeAnswer): Counter => ({
  name: `wrong-codes-${purpose}`,
  subject: accountId ?? binding,
  limit: limits.wrongCodes,
})
