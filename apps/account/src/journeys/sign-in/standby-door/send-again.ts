// "Gửi lại", and the first code of a person who was asked for another way first: a new code with a new tag; the older one is dead.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import type { Attempt } from '../../../records/attempts/store.ts'
import { findChallenge } from '../../../records/otp/store.ts'
import type { Result } from '../../../result.ts'
import { sendSignInCode } from './send-sign-in-code.ts'

type SendAgain = { attempt: Attempt; address: string }

export async function sendAgain(deps: Deps, { attempt, address }: SendAgain): Promise<Result<{ isAgain: boolean }>> {
  const result = await inTransaction(deps.db, async (tx): Promise<Result<{ isAgain: boolean }>> => {
    const isAgain = (await findChallenge(tx, attempt.id, 'sign-in')) !== undefined
    const sent = await sendSignInCode(tx, deps, { attempt, address, isAgain })
    return sent.ok ? { ok: true, isAgain } : sent
  })
  deps.nudge()
  return result
}
