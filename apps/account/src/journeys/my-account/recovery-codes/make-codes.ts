// Ten new recovery codes in the place of all before them.
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { unlessBusy } from '../../../busy.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { hashNewRecoveryCodes, storeRecoveryCodes } from '../../../records/factors/recovery-codes.ts'
import { liveRecoveryCodes } from '../../../records/factors/store.ts'
import { findCodePhone, lockPhones } from '../../../records/phones/store.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { tellPerson } from '../../../web/tell-person.ts'

/** `since`: the mark of the codes that the person saw when asking; a second submit of the same form finds another one. */
export type MakeCodes = { person: Person; since: string; address: string; language: 'vi' | 'en' }

/** Changes whenever new codes are made. */
export async function codesMark(db: Db, accountId: string): Promise<string> {
  const live = await liveRecoveryCodes(db, accountId)
  return String(Math.max(0, ...live.map((row) => row.created_at.getTime())))
}

/** Ten hashes take a while: they are made before the transaction opens. */
export async function makeCodes(deps: Deps, input: MakeCodes): Promise<Result<{ codes: string[] }>> {
  return unlessBusy(deps.hasher, async () => {
    const { codes, hashes } = await hashNewRecoveryCodes(deps.hasher)
    const result = await inTransaction(deps.db, (tx) => storeInside(tx, deps, input, hashes))
    deps.nudge()
    return result.ok ? { ok: true, codes } : result
  })
}

async function storeInside(tx: Db, deps: Deps, input: MakeCodes, hashes: string[]): Promise<Result> {
  const { account, session } = input.person
  await lockPhones(tx, account.id)
  if ((await codesMark(tx, account.id)) !== input.since) return refuse('codes-there')
  const phone = await findCodePhone(tx, account.id)
  if (!phone) return refuse('no-second-factor')
  await storeRecoveryCodes(tx, account.id, hashes)
  const { address } = input
  await writeAudit(tx, { event: 'recovery-codes-made', accountId: account.id, sessionId: session.id, address })
  // The first codes come with the registration that this phone has just confirmed: nothing to tell it.
  if (input.since !== '0')
    await tellPerson(tx, deps, { accountId: account.id, what: 'codes-made', language: input.language })
  return { ok: true }
}
