// The codes go to another number, or to none: what the older one opened elsewhere ends (ASVS 7.4.3), and so does a reset that it proved.
import type { Db } from '@motcua/db/query.ts'
import { finishResets } from '../../../records/resets/store.ts'
import { endSessions } from '../../../records/sessions/store.ts'
import type { Person } from '../../../web/person.ts'

export async function endElsewhere(tx: Db, { account, session }: Person): Promise<void> {
  await finishResets(tx, account.id)
  await endSessions(tx, { accountId: account.id, except: session.id }, { reason: 'number-changed' })
}
