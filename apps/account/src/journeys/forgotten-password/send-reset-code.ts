// Sends the code of a reset where there is a number for it; whatever comes of it, the page says the same.
import type { Db } from '@motcua/db/query.ts'
import type { Deps } from '../../deps.ts'
import { sendCode } from '../../records/otp/send-code.ts'
import { findResetPhone } from '../../records/phones/store.ts'
import type { Reset } from '../../records/resets/store.ts'

export async function sendResetCode(
  tx: Db,
  deps: Deps,
  { reset, language }: { reset: Reset; language: 'vi' | 'en' },
): Promise<void> {
  const { id: binding, account_id: accountId } = reset
  const phone = accountId ? await findResetPhone(tx, accountId) : undefined
  if (!phone || !accountId) return
  await sendCode(tx, deps.secret, { accountId, purpose: 'reset', binding, phone: phone.number, language })
}
