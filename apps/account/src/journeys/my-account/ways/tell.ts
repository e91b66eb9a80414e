// A way was added or removed: the audit row, and a message to the phone, in the change's transaction.
import type { Db } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { sendNotice } from '../../../records/otp/send-notice.ts'
import { findCodePhone } from '../../../records/phones/store.ts'
import type { Person } from '../../../web/person.ts'
import { noticeText } from '../sms-text.ts'

/** Who changes what, from where. */
export type ByWhom = { person: Person; address: string; language: Language }

type Changed = 'authenticator-added' | 'authenticator-removed' | 'passkey-added' | 'passkey-removed'

export async function tellWay(tx: Db, deps: Deps, { person, address, language }: ByWhom, what: Changed): Promise<void> {
  const { account, session } = person
  await writeAudit(tx, { event: what, accountId: account.id, sessionId: session.id, address })
  const phone = await findCodePhone(tx, account.id)
  if (phone) await sendNotice(tx, deps.secret, { phone: phone.number, text: noticeText(deps.config, language, what) })
}
