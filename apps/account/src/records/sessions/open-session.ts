// The birth of a session, in the transaction of the proof: a row, and the oldest beyond three ends.
// Noting the sign-in first locks the account's row, so that two at once see each other's session.
import type { Db } from '@motcua/db/query.ts'
import { randomToken, tokenHash } from '@motcua/web/keyed-hash.ts'
import { limits } from '../../limits.ts'
import { noteSignIn } from '../accounts/store.ts'
import { endSessions, insertSession, type NewSession } from './store.ts'

type Opened = { id: string; token: string; at: Date }

/** Gives the row's id, when it was made, and the cookie's token, which is kept nowhere. */
export async function openSession(db: Db, made: Omit<NewSession, 'tokenHash'>): Promise<Opened> {
  const token = randomToken()
  await noteSignIn(db, made.accountId, { byStandby: made.door === 'standby' })
  const { id, created_at: at } = await insertSession(db, { ...made, tokenHash: tokenHash(token) })
  await endSessions(db, { oldestOf: made.accountId, keep: limits.session.most }, { reason: 'too-many' })
  return { id, token, at }
}
