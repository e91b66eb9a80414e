// Removes an authenticator app or a passkey, never the last way; sessions elsewhere end, for a stolen device may have opened them.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { removePasskeyRow } from '../../../records/factors/passkey-store.ts'
import { deleteAuthenticator, lockWays } from '../../../records/factors/store.ts'
import { countWays, findWays, type Ways } from '../../../records/factors/ways.ts'
import { lockPhones } from '../../../records/phones/store.ts'
import { endSessions } from '../../../records/sessions/store.ts'
import { type Refusal, type Result, refuse } from '../../../result.ts'
import { type ByWhom, tellWay } from './tell.ts'

export type Removable = { kind: 'authenticator' } | { kind: 'passkey'; id: string }

/** Why this way may not be removed; null where it may. */
export function whyNot(ways: Ways, what: Removable): Refusal | null {
  const isThere =
    what.kind === 'authenticator' ? ways.authenticator : ways.passkeys.some((passkey) => passkey.id === what.id)
  if (!isThere) return refuse('way-gone')
  return countWays(ways) === 1 ? refuse('way-last') : null
}

export async function removeWay(deps: Deps, input: ByWhom & { what: Removable }): Promise<Result> {
  const { account, session } = input.person
  const { what } = input
  const result = await inTransaction(deps.db, async (tx): Promise<Result> => {
    // The phone counts as a way: it must not go at the same time.
    await lockPhones(tx, account.id)
    await lockWays(tx, account.id)
    const refusal = whyNot(await findWays(tx, account.id), what)
    if (refusal) return refusal
    if (what.kind === 'authenticator') await deleteAuthenticator(tx, account.id)
    else await removePasskeyRow(tx, account.id, what.id)
    await tellWay(tx, deps, input, `${what.kind}-removed`)
    await endSessions(tx, { accountId: account.id, except: session.id }, { reason: 'way-removed' })
    return { ok: true }
  })
  deps.nudge()
  return result
}
