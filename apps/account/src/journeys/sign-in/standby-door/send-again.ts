// "Gửi lại": a new code with a new tag; the older one is dead.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import type { Attempt } from '../../../records/attempts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { sendCode } from '../../../records/otp/send-code.ts'
import { findCodePhone } from '../../../records/phones/store.ts'
import { type Result, refuse } from '../../../result.ts'
import { signInText } from '../code-text.ts'

export async function sendAgain(
  deps: Deps,
  { attempt, address }: { attempt: Attempt; address: string },
): Promise<Result> {
  const { account_id: accountId, id: binding, language, door } = attempt
  const result = await inTransaction(deps.db, async (tx): Promise<Result> => {
    const phone = await findCodePhone(tx, accountId)
    if (!phone) return refuse('no-second-factor')
    const text = signInText(deps.config, language)
    const sent = await sendCode(tx, deps.secret, {
      accountId,
      purpose: 'sign-in',
      binding,
      phone: phone.number,
      address,
      text,
    })
    if (!sent.ok) return refuse(sent.code, { retryAfter: sent.retryAfter })
    await writeAudit(tx, { event: 'code-sent', accountId, door, address, detail: { again: true } })
    return { ok: true }
  })
  deps.nudge()
  return result
}
