// The second proof by an authenticator app: its code of this half minute, once.
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { answerAuthenticator } from '../../../records/factors/authenticator.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Entered } from '../finish/finish.ts'
import { type Entering, enterBy } from './enter.ts'

export type AppCodeInput = Entering & { code: string }

export async function checkAppCode(deps: Deps, input: AppCodeInput): Promise<Result<Entered>> {
  const code = input.code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return refuse('code-format')
  const { account_id: accountId, door } = input.attempt
  return enterBy(deps, 'authenticator', input, async (tx) => {
    const answered = await answerAuthenticator(tx, deps.secret, { accountId, code })
    if (answered.ok) return null
    if (answered.isOff) await writeAudit(tx, { event: 'authenticator-off', accountId, door, address: input.address })
    return refuse(answered.code, answered.retryAfter ? { retryAfter: answered.retryAfter } : {})
  })
}
