// A signed-in administrator proves again who they are: the switch, roles and keys ask for a proof of the last 5 minutes.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { noteProof } from '../../../records/sessions/store.ts'
import type { Result } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { checkProof } from '../check-proof.ts'

export type FreshProof = { person: Person; password: string; code: string; triesSubject: string; address: string }

export async function proveAnew(deps: Deps, input: FreshProof): Promise<Result> {
  const { account, session } = input.person
  const proof = await checkProof(deps, { ...input, username: account.username ?? '' })
  if (!proof.ok) return proof
  await inTransaction(deps.db, async (tx) => {
    await noteProof(tx, session.id, ['pwd', 'otp'])
    const { address } = input
    await writeAudit(tx, {
      event: 'fresh-proof',
      accountId: account.id,
      sessionId: session.id,
      door: 'console',
      address,
    })
  })
  return { ok: true }
}
