// The account service says that a session is over: ours under it end in the same transaction that uses the token up.
import { readClock } from '@motcua/db/clock.ts'
import { inTransaction } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { endSessions, lockSid } from '../../records/sessions/store.ts'
import { noteLogout, useOnce } from '../../records/sessions/used-once.ts'

/** wrong: 400, nothing to retry. away: 503, the sender tries again. */
export type Heard = { ok: true; ended: number } | { ok: false; why: 'wrong' | 'away' }

export async function hearLogout(deps: Deps, text: string): Promise<Heard> {
  const read = await deps.account.readLogoutToken(text, await readClock(deps.db))
  if (!read.ok) {
    deps.log.warn({ event: 'logout-refused', why: read.why, reason: read.reason }, 'logout-refused')
    return { ok: false, why: read.why }
  }
  const { jti, sid, sub } = read.token
  const { age, skew } = limits.logoutToken
  return inTransaction(deps.db, async (tx): Promise<Heard> => {
    if (!(await useOnce(tx, 'logout-token', tokenHash(jti), age + 2 * skew))) return { ok: false, why: 'wrong' }
    if (sid) await lockSid(tx, sid)
    if (sid) await noteLogout(tx, sid, limits.trip.life)
    const ended = await endSessions(tx, { sid, sub }, 'back-channel')
    deps.log.info({ event: 'logout-heard', sessions: ended.map((session) => session.id) }, 'logout-heard')
    return { ok: true, ended: ended.length }
  })
}
