// A proven administrator or auditor gets a session of the console door; one that this browser had before ends.
import { inTransaction } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { Deps } from '../../../deps.ts'
import { openSession } from '../../../records/sessions/open-session.ts'
import { endSessions } from '../../../records/sessions/store.ts'

/** Where somebody comes from. */
export type Visitor = {
  address: string
  browser: string
  device: string
  /** The session cookie that the browser came with. */
  earlierToken: string | undefined
}

export type ConsoleProof = { accountId: string; amr: readonly string[]; way: 'otp' | 'passkey' }

/** Gives the token of the session's cookie. */
export async function openConsoleSession(deps: Deps, visitor: Visitor, proof: ConsoleProof): Promise<string> {
  const { address, browser, device, earlierToken } = visitor
  const { accountId, amr, way } = proof
  const made = { accountId, door: 'console', amr, periodId: null, browser, device, address } as const
  const session = await inTransaction(deps.db, async (tx) => {
    if (earlierToken) await endSessions(tx, { tokenHash: tokenHash(earlierToken) }, { reason: 'replaced' })
    const told = { event: 'sign-in', accountId, door: 'console', address, detail: { way } } as const
    return openSession(tx, { ...made, interactionUid: null, portalSecret: null }, told)
  })
  deps.nudge()
  return session.token
}
