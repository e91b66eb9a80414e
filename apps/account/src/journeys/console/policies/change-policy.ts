// Proposing, agreeing to and ending automatic opening: each with its audit row.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { knownAgencyCodes } from '../../../records/agencies/store.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { endPolicy, proposePolicy, secondPolicy } from '../../../records/policies/store.ts'
import { type Result, refuse } from '../../../result.ts'

type By = { actorId: string; address: string }

/** `agency` '' is the whole province. */
export async function propose(deps: Deps, { agency, actorId, address }: By & { agency: string }): Promise<Result> {
  if (agency && !(await knownAgencyCodes(deps.db)).has(agency)) return refuse('choice-missing')
  return inTransaction(deps.db, async (tx): Promise<Result> => {
    const made = await proposePolicy(tx, { agency: agency || null, by: actorId })
    if (!made) return refuse('policy-there')
    await writeAudit(tx, {
      event: 'policy-proposed',
      actorId,
      address,
      door: 'console',
      detail: { agency: agency || null },
    })
    return { ok: true }
  })
}

/** Refusals: policy-gone where somebody was first, and where the person agrees with themself. */
export const agree = (deps: Deps, { id, actorId, address }: By & { id: string }): Promise<Result> =>
  inTransaction(deps.db, async (tx): Promise<Result> => {
    if (!(await secondPolicy(tx, id, actorId))) return refuse('policy-gone')
    await writeAudit(tx, { event: 'policy-agreed', actorId, address, door: 'console', detail: { policy: id } })
    return { ok: true }
  })

export const end = (deps: Deps, { id, actorId, address }: By & { id: string }): Promise<Result> =>
  inTransaction(deps.db, async (tx): Promise<Result> => {
    if (!(await endPolicy(tx, id, actorId))) return refuse('policy-gone')
    await writeAudit(tx, { event: 'policy-ended', actorId, address, door: 'console', detail: { policy: id } })
    return { ok: true }
  })
