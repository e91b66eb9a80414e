// A way was added or removed: the audit row, and a message to the phone, in the change's transaction.
import type { Db } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import type { Person } from '../../../web/person.ts'
import { tellPerson } from '../../../web/tell-person.ts'

/** Who changes what, from where. */
export type ByWhom = { person: Person; address: string; language: Language }

type Changed = 'authenticator-added' | 'authenticator-removed' | 'passkey-added' | 'passkey-removed'

export async function tellWay(tx: Db, deps: Deps, { person, address, language }: ByWhom, what: Changed): Promise<void> {
  const { account, session } = person
  await writeAudit(tx, { event: what, accountId: account.id, sessionId: session.id, address })
  await tellPerson(tx, deps, { accountId: account.id, what, language })
}
