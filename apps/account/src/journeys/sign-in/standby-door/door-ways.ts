// The ways that this person may use at this door.
import type { Db } from '@motcua/db/query.ts'
import type { Deps } from '../../../deps.ts'
import type { AttemptDoor } from '../../../records/attempts/store.ts'
import type { Glance, Way } from '../../../records/factors/store.ts'
import { findWays, type UsableWays, usableWays, type Ways } from '../../../records/factors/ways.ts'

type Comer = { accountId: string; door: AttemptDoor }

/** The hardened profile is about the standby door; citizens at the phone door keep their codes by SMS. */
const profileAt = (door: AttemptDoor, { config }: Deps) => (door === 'standby' ? config.FACTOR_PROFILE : 'standard')

export const doorWays = (deps: Deps, door: AttemptDoor, seen: Glance): UsableWays =>
  usableWays(seen, profileAt(door, deps))

/** With the number itself, for the page that shows it. */
export const findDoorWaysInFull = (db: Db, deps: Deps, { accountId, door }: Comer): Promise<Ways> =>
  findWays(db, accountId, profileAt(door, deps))

/** The page of each way, without its language. */
export const pageOfWay: Record<Way, string> = {
  sms: '/sign-in/code',
  authenticator: '/sign-in/authenticator',
  passkey: '/sign-in/passkey',
}

export const chooseWay = '/sign-in/other-ways'
