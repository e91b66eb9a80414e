// Which way the sign-in asks first. It opens nothing, so it needs no fresh proof.
import { inTransaction } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import { writeAudit } from '../../../records/audit/write-audit.ts'
import { lockWays, savePreferredWay } from '../../../records/factors/store.ts'
import { findWays } from '../../../records/factors/ways.ts'
import { type Result, refuse } from '../../../result.ts'
import type { Person } from '../../../web/person.ts'

export type PreferWay = { person: Person; way: string; address: string }

export const preferWay = (deps: Deps, { person, way: asked, address }: PreferWay): Promise<Result> =>
  inTransaction(deps.db, async (tx): Promise<Result> => {
    const { account, session } = person
    await lockWays(tx, account.id)
    const way = (await findWays(tx, account.id, deps.config.FACTOR_PROFILE)).usable.find((one) => one === asked)
    if (!way) return refuse('way-gone')
    if (await savePreferredWay(tx, account.id, way))
      await writeAudit(tx, {
        event: 'way-preferred',
        accountId: account.id,
        sessionId: session.id,
        address,
        detail: { way },
      })
    return { ok: true }
  })
