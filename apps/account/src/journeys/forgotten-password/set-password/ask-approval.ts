// Asks the unit administrator for the second proof; the page is the same for a number that nobody has.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { askForApproval, type Reset } from '../../../records/resets/store.ts'
import { findAccount } from '../../../records/accounts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'

export async function askApproval(deps: Deps, { reset, address }: { reset: Reset; address: string }): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const account = reset.account_id ? await findAccount(tx, reset.account_id) : undefined
    if (account?.kind !== 'officer') return
    const isNew = (await askForApproval(tx, account.id)) > 0
    if (isNew) await writeAudit(tx, { event: 'reset-requested', accountId: account.id, address })
  })
}
