// A proven administrator or auditor → a session of the console door; one that this browser had before ends.
import { inTransaction } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { Deps } from '../../../deps.ts'
import { noteSignIn } from '../../../records/accounts/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { openSession } from '../../../records/sessions/open-session.ts'
import { endSessions } from '../../../records/sessions/store.ts'
import type { Result } from '../../../result.ts'
import { checkProof, type ProofInput } from '../check-proof.ts'

export type ConsoleSignInInput = ProofInput & {
  browser: string
  device: string
  /** The session cookie that the browser came with. */
  earlierToken: string | undefined
}

export async function signInToConsole(deps: Deps, input: ConsoleSignInInput): Promise<Result<{ token: string }>> {
  const proof = await checkProof(deps, input)
  if (!proof.ok) return proof
  const { address, browser, device } = input
  const accountId = proof.account.id
  const made = { accountId, door: 'console', amr: ['pwd', 'otp'], periodId: null, browser, device, address } as const
  const session = await inTransaction(deps.db, async (tx) => {
    if (input.earlierToken) await endSessions(tx, { tokenHash: tokenHash(input.earlierToken) }, { reason: 'replaced' })
    const opened = await openSession(tx, { ...made, interactionUid: null, portalSecret: null })
    await noteSignIn(tx, accountId)
    await writeAudit(tx, {
      event: 'sign-in',
      accountId,
      sessionId: opened.id,
      door: 'console',
      address,
      detail: { way: 'otp' },
    })
    return opened
  })
  deps.nudge()
  return { ok: true, token: session.token }
}
