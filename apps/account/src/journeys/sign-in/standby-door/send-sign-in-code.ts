// Queues a sign-in code by SMS and notes it, in the caller's transaction.
import type { Db } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import type { Attempt } from '../../../records/attempts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { sendCode } from '../../../records/otp/send-code.ts'
import { findCodePhone } from '../../../records/phones/store.ts'
import { type Result, refuse } from '../../../result.ts'
import { doorWays } from './door-ways.ts'

export type SignInCode = { attempt: Attempt; address: string; isAgain: boolean }

/** The first code follows a proven password; only further ones count against the address (contracts.md §7). */
export async function sendSignInCode(tx: Db, deps: Deps, { attempt, address, isAgain }: SignInCode): Promise<Result> {
  const { account_id: accountId, id: binding, language, door, period_id: periodId } = attempt
  const phone = await findCodePhone(tx, accountId)
  const { usable } = doorWays(deps, door, attempt)
  if (!phone) return refuse('no-second-factor')
  if (!usable.includes('sms')) return refuse('sms-off')
  const counted = isAgain ? { from: deps.from(address) } : {}
  const sent = await sendCode(tx, deps.secret, {
    accountId,
    purpose: 'sign-in',
    binding,
    phone: phone.number,
    language,
    ...counted,
  })
  if (!sent.ok) return refuse(sent.code, { retryAfter: sent.retryAfter })
  await writeAudit(tx, {
    event: 'code-sent',
    accountId,
    door,
    periodId,
    address,
    detail: isAgain ? { again: true } : {},
  })
  return { ok: true }
}
