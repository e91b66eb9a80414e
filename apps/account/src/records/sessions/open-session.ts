// The birth of a session, in the transaction of the proof: a row, and the oldest beyond three ends.
// Noting the sign-in first locks the account's row, so that two at once see each other's session.
import type { Db, How } from '@motcua/db/query.ts'
import { randomToken, tokenHash } from '@motcua/web/keyed-hash.ts'
import { limits } from '../../limits.ts'
import { notedSignIn } from '../accounts/store.ts'
import type { AuditRow } from '../audit/write-audit.ts'
import { insertSession, type NewSession } from './store.ts'

type Made = Omit<NewSession, 'tokenHash'>
type Opened = { id: string; token: string; at: Date }

export const openSession = (db: Db, made: Made, told?: AuditRow): Promise<Opened> =>
  add(db, made, told, { before: [notedSignIn(made.accountId, { byStandby: made.door === 'standby' })] })

/**
 * The same where the sign-in is noted already; ends its transaction. Gives the row's id, when it was made, and the cookie's token, which is
 * kept nowhere.
 */
export const addLastSession = (tx: Db, made: Made, told?: AuditRow): Promise<Opened> =>
  add(tx, made, told, { isLast: true })

async function add(db: Db, made: Made, told: AuditRow | undefined, how: How): Promise<Opened> {
  const token = randomToken()
  const rest = { keep: limits.session.most, ...(told ? { told } : {}), how }
  const { id, created_at: at } = await insertSession(db, { ...made, tokenHash: tokenHash(token) }, rest)
  return { id, token, at }
}
