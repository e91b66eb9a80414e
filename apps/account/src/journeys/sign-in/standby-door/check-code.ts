// The second proof by SMS: the code that was sent for this attempt.
import type { Deps } from '../../../deps.ts'
import { checkCode } from '../../../records/otp/check-code.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Entered } from '../finish/finish.ts'
import { type Entering, enterBy } from './enter.ts'

export type CodeInput = Entering & { code: string }

export async function checkSignInCode(deps: Deps, input: CodeInput): Promise<Result<Entered>> {
  const code = input.code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return refuse('code-format')
  const { account_id: accountId, id: binding } = input.attempt
  return enterBy(deps, 'sms', input, async (tx) => {
    const checked = await checkCode(tx, deps.secret, { accountId, purpose: 'sign-in', binding, code })
    if (checked.ok) return null
    const wait = checked.retryAfter ? { retryAfter: checked.retryAfter } : {}
    return refuse(checked.code, { ...wait, with: { tag: checked.tag ?? '' } })
  })
}
