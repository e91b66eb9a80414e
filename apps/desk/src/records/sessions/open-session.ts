// The birth of a session: a row and a token that is kept nowhere; the oldest beyond three ends.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { randomToken, tokenHash } from '@motcua/web/keyed-hash.ts'
import { limits } from '../../limits.ts'
import { endSessions, insertSession, lockPerson, lockSid, type NewSession, type Session } from './store.ts'

export type OpenedSession = { session: Session; token: string }

/** `before`: the cookie that this browser had, of whomever; one browser, one person. Undefined where the sign-in is over. */
export async function openSession(
  db: Db,
  made: Omit<NewSession, 'tokenHash'>,
  before?: string,
): Promise<OpenedSession | undefined> {
  const token = randomToken()
  return inTransaction(db, async (tx) => {
    await lockPerson(tx, made.sub)
    await lockSid(tx, made.sid)
    const session = await insertSession(tx, { ...made, tokenHash: tokenHash(token) })
    if (!session) return undefined
    if (before) await endSessions(tx, { tokenHash: tokenHash(before) }, 'replaced')
    await endSessions(tx, { oldestOf: made.sub, keep: limits.session.most }, 'too-many')
    return { session, token }
  })
}
