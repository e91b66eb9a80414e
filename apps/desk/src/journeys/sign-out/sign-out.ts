// Signing out: our row ends first, whatever else happens; then the account service is to end its own session.
import { randomToken } from '@motcua/web/keyed-hash.ts'
import { unseal } from '@motcua/web/sealed-value.ts'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { endSessions } from '../../records/sessions/store.ts'

const kept = z.object({ idToken: z.string() })

/** onward: where the account service ends its session. away: it does not answer. done: there was nothing to end. */
export type SignedOutBy = { kind: 'onward'; url: string } | { kind: 'away' } | { kind: 'done' }

export async function signOut(deps: Deps, tokenHash: string): Promise<SignedOutBy> {
  const [ended] = await endSessions(deps.db, { tokenHash }, 'sign-out')
  if (!ended) return { kind: 'done' }
  deps.log.info({ event: 'sign-out', sub: ended.sub, session: ended.id }, 'sign-out')
  const hint = kept.safeParse(unseal(deps.secret, 'id-token', ended.id_token))
  if (!hint.success || (await deps.account.doors()).kind === 'away') return { kind: 'away' }
  const url = await deps.account.signOutUrl(hint.data.idToken, randomToken()).catch(() => null)
  return url ? { kind: 'onward', url: url.href } : { kind: 'away' }
}
