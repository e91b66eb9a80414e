// What the account's first page tells: numbers, readiness, since when.
import type { Deps } from '../../../deps.ts'
import { liveRecoveryCodes } from '../../../records/factors/store.ts'
import { findPassword } from '../../../records/passwords/store.ts'
import { listPhones, type Phone } from '../../../records/phones/store.ts'
import { findReadiness, type Readiness } from '../../../records/readiness/store.ts'

export type Overview = { phones: Phone[]; readiness: Readiness; passwordSetAt: Date | null; codesLeft: number }

export async function showOverview({ db }: Deps, accountId: string): Promise<Overview> {
  return {
    phones: await listPhones(db, accountId),
    readiness: await findReadiness(db, accountId),
    passwordSetAt: (await findPassword(db, accountId))?.set_at ?? null,
    codesLeft: (await liveRecoveryCodes(db, accountId)).length,
  }
}
