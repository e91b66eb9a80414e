// The ways that this person may use at this door.
import type { Db } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import type { AttemptDoor } from '../../../records/attempts/store.ts'
import type { Way } from '../../../records/factors/store.ts'
import { findWays, type Ways } from '../../../records/factors/ways.ts'

/** The hardened profile is about the standby door; citizens at the phone door keep their codes by SMS. */
export const findDoorWays = (
  db: Db,
  { config }: Deps,
  { accountId, door }: { accountId: string; door: AttemptDoor },
): Promise<Ways> => findWays(db, accountId, door === 'standby' ? config.FACTOR_PROFILE : 'standard')

/** The page of each way, without its language. */
export const pageOfWay: Record<Way, string> = {
  sms: '/sign-in/code',
  authenticator: '/sign-in/authenticator',
  passkey: '/sign-in/passkey',
}

export const chooseWay = '/sign-in/other-ways'
