// Is this the code? Counts per code and per account, in the caller's transaction.
import type { Db } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { readHit } from '../limits/take-hit.ts'
import { stopCodes } from '../phones/store.ts'
import { codeHash } from './make-code.ts'
import { answerChallenge, type Purpose } from './store.ts'
import { countsToEnd, wrongCodes } from './wrong-codes.ts'

export type CodeCheck =
  | { ok: true; phone: string }
  | { ok: false; code: 'code-wrong' | 'code-dead' | 'code-locked' | 'code-older'; retryAfter?: number; tag?: string }

export type CodeAnswer = { accountId: string | null; purpose: Purpose; binding: string; code: string }

/**
 * 5 wrong kill the code; 10 wrong in 24 h per account and purpose lock; a new code resets neither. After 100 wrong in a row an officer's
 * number gets no codes any more, until it is registered anew through the portal (NIST).
 */
export async function checkCode(db: Db, secret: string, answer: CodeAnswer): Promise<CodeCheck> {
  const counter = wrongCodes(answer)
  const { accountId, purpose, binding } = answer
  const { wrong_codes: wrongs, ...compared } = await answerChallenge(db, {
    purpose,
    binding,
    counter,
    codeHash: codeHash(secret, answer),
  })
  if (!wrongs) return { ok: true, phone: compared.phone }
  const hit = readHit(counter, wrongs)
  if (!hit.ok) return { ok: false, code: 'code-locked', retryAfter: hit.retryAfter }
  if (accountId && countsToEnd(purpose) && hit.inARow >= limits.wrongCodes.inARow) await switchOff(db, accountId)
  if (compared.id === null) return { ok: false, code: 'code-dead' }
  if (compared.was_older) return { ok: false, code: 'code-older', tag: compared.tag }
  return { ok: false, code: compared.wrong >= limits.code.wrongPerCode ? 'code-dead' : 'code-wrong' }
}

async function switchOff(db: Db, accountId: string): Promise<void> {
  if ((await stopCodes(db, accountId)) > 0)
    await writeAudit(db, { event: 'code-refused', accountId, detail: { why: 'hundred-wrong' } })
}
