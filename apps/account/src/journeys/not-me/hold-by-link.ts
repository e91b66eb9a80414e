// The person says "it was not me": once, within the link's life, everything of the account stops.
import { readClock } from '@motcua/db/clock.ts'
import { type Db, inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../deps.ts'
import { holdAccount, unitAdministratorPhones } from '../../records/accounts/holds.ts'
import { findAccount } from '../../records/accounts/store.ts'
import { raiseAlarm } from '../../records/alarms/store.ts'
import { endAttempts } from '../../records/attempts/store.ts'
import { writeAudit } from '../../records/audit/write-audit.ts'
import { askJointly, endJoint } from '../../records/joint-requests/store.ts'
import { findLink, spendLink } from '../../records/notices/store.ts'
import { sendNotice } from '../../records/otp/send-notice.ts'
import { disablePassword } from '../../records/passwords/store.ts'
import { finishResets } from '../../records/resets/store.ts'
import { endSessions } from '../../records/sessions/store.ts'
import { heldSms } from '../../web/messages/notices.ts'

export type ByLink = { tokenHash: string; address: string }

/** False where the link is unknown or over. A second press of the same button is answered like the first. */
export async function holdByLink(deps: Deps, { tokenHash, address }: ByLink): Promise<boolean> {
  const isHeld = await inTransaction(deps.db, async (tx) => {
    const link = await spendLink(tx, tokenHash)
    if (!link) return (await findLink(tx, tokenHash))?.used_at != null
    const { account_id: accountId, happening } = link
    const isNew = await holdAccount(tx, accountId)
    await disablePassword(tx, accountId)
    await endAttempts(tx, accountId)
    await finishResets(tx, accountId)
    await endSessions(tx, { accountId }, { reason: 'held' })
    if (isNew) await askJointly(tx, { accountId, kind: 'release', number: null })
    await endJoint(tx, { accountId, kind: 'new-number', reason: 'held' })
    if (isNew) await writeAudit(tx, { event: 'account-held', accountId, address, detail: { notice: happening } })
    if (isNew) await tellAbove(tx, deps, accountId)
    return true
  })
  deps.nudge()
  return isHeld
}

/** The unit administrator nearest above; where there is none, the system's administrators. */
async function tellAbove(tx: Db, deps: Deps, accountId: string): Promise<void> {
  const phones = await unitAdministratorPhones(tx, accountId)
  const name = (await findAccount(tx, accountId))?.name ?? ''
  const text = heldSms(name, new URL(deps.config.ACCOUNT_ORIGIN).host)
  for (const phone of phones) await sendNotice(tx, deps.secret, { phone, text })
  if (phones.length > 0) return
  const at = await readClock(tx)
  await raiseAlarm(tx, { kind: 'account-held', key: `held ${accountId} ${at.getTime()}`, detail: {} })
}
