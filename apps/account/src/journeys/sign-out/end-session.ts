// Signing out: the row ends and with it everything that hangs on it; then the portal, if it answers within 2 s.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { unseal } from '@motcua/web/sealed-value.ts'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { writeAudit } from '../../records/audit/write-audit.ts'
import { type EndedSession, endSessions, type Which } from '../../records/sessions/store.ts'

const portalSession = z.object({ idToken: z.string() })

/** portal: where the portal ends its own session · unconfirmed: it did not answer, the next sign-in proves anew · done: nothing more. */
export type SignedOut = { kind: 'portal'; url: string } | { kind: 'unconfirmed' } | { kind: 'done' }

export async function endSession(deps: Deps, which: Which): Promise<SignedOut> {
  const ended = await inTransaction(deps.db, (tx) => endInside(tx, which))
  if (!ended) return { kind: 'done' }
  deps.nudge()
  const secret = portalSession.safeParse(unseal(deps.secret, 'portal-session', ended.portal_secret ?? undefined))
  return secret.success ? portalSignOut(deps, secret.data.idToken) : { kind: 'done' }
}

async function endInside(tx: Db, which: Which): Promise<EndedSession | undefined> {
  const [ended] = await endSessions(tx, which, { reason: 'sign-out' })
  if (ended)
    await writeAudit(tx, { event: 'sign-out', accountId: ended.account_id, sessionId: ended.id, door: ended.door })
  return ended
}

/** A portal that does not answer is never called: the person would be left on a dead page. */
async function portalSignOut(deps: Deps, idToken: string): Promise<SignedOut> {
  if (!(await deps.portal.isReachable(limits.portal.logout))) return { kind: 'unconfirmed' }
  const url = await deps.portal.signOutUrl(idToken, `${deps.config.ACCOUNT_ORIGIN}/portal/signed-out`).catch(() => null)
  return url ? { kind: 'portal', url: url.href } : { kind: 'unconfirmed' }
}
