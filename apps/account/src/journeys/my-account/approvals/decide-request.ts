// A unit administrator approves or declines the reset of an officer of their units: once, never their own.
import { inTransaction } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { decideRequest } from '../../../records/resets/store.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'
import { tellPerson } from '../../../web/tell-person.ts'

export type Decision = { person: Person; id: string; approved: boolean; address: string; language: Language }

/** request-gone: somebody was faster, or the request is not of these units. An officer without a unit decides nothing. */
export async function decideOfUnit(deps: Deps, input: Decision): Promise<Result> {
  const { account, session } = input.person
  const agency = account.agency_code
  if (!agency) return refuse('request-gone')
  const result = await inTransaction(deps.db, async (tx): Promise<Result> => {
    const { id, approved, address, language } = input
    const decided = await decideRequest(tx, { id, by: account.id, approved, agency })
    if (!decided) return refuse('request-gone')
    const whom = { accountId: decided.account_id, actorId: account.id, door: session.door, address }
    await writeAudit(tx, { event: approved ? 'reset-approved' : 'reset-declined', ...whom })
    if (approved) await tellPerson(tx, deps, { accountId: decided.account_id, what: 'reset-approved', language })
    return { ok: true }
  })
  deps.nudge()
  return result
}
