// What the account's first page tells: numbers, readiness, since when.
import type { Deps } from '../../../deps.ts'
import { findOpeningWish } from '../../../records/announcements/openings.ts'
import { findOwnDrill } from '../../../records/drills/results.ts'
import { liveRecoveryCodes } from '../../../records/factors/store.ts'
import type { FactorProfile } from '../../../records/factors/ways.ts'
import { findPassword } from '../../../records/passwords/store.ts'
import { listPhones, type Phone } from '../../../records/phones/store.ts'
import { findReadiness, type Readiness } from '../../../records/readiness/store.ts'

export type Overview = {
  profile: FactorProfile
  phones: Phone[]
  readiness: Readiness
  passwordSetAt: Date | null
  codesLeft: number
  /** Since when they are told of openings; null where they did not ask. */
  openingsFrom: Date | null
  /** The drill that runs for them now. */
  drill: { until: Date; in_at: Date | null } | undefined
}

export async function showOverview({ db, config }: Deps, accountId: string): Promise<Overview> {
  return {
    profile: config.FACTOR_PROFILE,
    phones: await listPhones(db, accountId),
    readiness: await findReadiness(db, accountId, config.FACTOR_PROFILE),
    passwordSetAt: (await findPassword(db, accountId))?.set_at ?? null,
    codesLeft: (await liveRecoveryCodes(db, accountId)).length,
    drill: await findOwnDrill(db, accountId),
    openingsFrom: await findOpeningWish(db, accountId),
  }
}
