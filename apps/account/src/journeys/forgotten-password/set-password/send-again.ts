// "Gửi lại" of a reset: at most every 60 s and twice in 15 minutes, whoever it is for.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { sendsFrom } from '../../../records/limits/per-address.ts'
import { takeHit } from '../../../records/limits/take-hit.ts'
import { claimResend, type Reset } from '../../../records/resets/store.ts'
import { type Result, refuse } from '../../../result.ts'
import { sendResetCode } from '../send-reset-code.ts'

type Again = { reset: Reset; address: string; language: 'vi' | 'en' }

/** The first went when the reset began. */
const again = { ...limits.sendsUnproven15Minutes, hits: limits.sendsUnproven15Minutes.hits - 1 }

export async function sendResetAgain(deps: Deps, { reset, address, language }: Again): Promise<Result> {
  const result = await inTransaction(deps.db, async (tx): Promise<Result> => {
    if (!(await claimResend(tx, reset.id, limits.resend.apart))) {
      const wait = limits.resend.apart - (reset.now.getTime() - reset.sent_at.getTime()) / 1000
      return refuse('code-too-soon', { retryAfter: Math.max(1, Math.ceil(wait)) })
    }
    const counters = [
      sendsFrom(deps.from(address)),
      { name: 'reset-sends-15min', subject: reset.subject, limit: again },
    ]
    for (const counter of counters) {
      const hit = await takeHit(tx, counter)
      if (!hit.ok) return refuse('code-too-many', { retryAfter: hit.retryAfter })
    }
    await sendResetCode(tx, deps, { reset, language })
    return { ok: true }
  })
  deps.nudge()
  return result
}
