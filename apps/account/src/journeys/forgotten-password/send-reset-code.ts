// Sends the code of a reset where there is a number for it; whatever comes of it, the page says the same and takes as long.
import type { Db } from '@motcua/db/query.ts'
import type { Deps } from '../../deps.ts'
import { sendCodeUntold } from '../../records/otp/send-code.ts'
import { findResetPhone } from '../../records/phones/store.ts'
import type { Reset } from '../../records/resets/store.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

export async function sendResetCode(
  tx: Db,
  deps: Deps,
  { reset, language }: { reset: Reset; language: 'vi' | 'en' },
): Promise<void> {
  const { id: binding, account_id: accountId } = reset
  const phone = await findResetPhone(tx, accountId ?? nobody)
  await sendCodeUntold(tx, deps.secret, {
    accountId,
    purpose: 'reset',
    binding,
    phone: phone?.number ?? '',
    language,
    instead: phone ? undefined : 'nothing',
  })
}
