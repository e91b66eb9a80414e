// The ways in which a person proves themself after the password: a code by SMS, an authenticator app, a passkey.
import type { Db } from '@motcua/db/query.ts'
import { findCodePhone, type Phone } from '../phones/store.ts'
import { listPasskeys, type Passkey } from './passkey-store.ts'
import { type Authenticator, findAuthenticator, type Glance, glance, type Way } from './store.ts'

/** hardened: no codes by SMS at the standby door. */
export type FactorProfile = 'standard' | 'hardened'

export type UsableWays = {
  hasPhone: boolean
  /** The ones that may be used, SMS first. */
  usable: readonly Way[]
  /** The one to ask first: what the person chose, or else the first that is there; undefined where none is. */
  first: Way | undefined
}

/** In one statement: every step of a sign-in asks this anew. */
export async function findUsableWays(
  db: Db,
  accountId: string,
  profile: FactorProfile = 'standard',
): Promise<UsableWays> {
  return usableWays(await glance(db, accountId), profile)
}

/** The same from what another statement read. */
export function usableWays(seen: Glance, profile: FactorProfile): UsableWays {
  const { has_phone: hasPhone, has_authenticator: authenticator, has_passkey: passkey, way } = seen
  const has = { sms: hasPhone && profile === 'standard', authenticator, passkey }
  const usable = (['sms', 'authenticator', 'passkey'] as const).filter((one) => has[one])
  return { hasPhone, usable, first: usable.find((one) => one === way) ?? usable[0] }
}

export type Ways = UsableWays & {
  phone: Phone | undefined
  authenticator: Authenticator | undefined
  passkeys: readonly Passkey[]
}

/** The same with the number, the app and the keys themselves: what pages about them show. */
export async function findWays(db: Db, accountId: string, profile: FactorProfile = 'standard'): Promise<Ways> {
  const phone = await findCodePhone(db, accountId)
  const authenticator = await findAuthenticator(db, accountId)
  const passkeys = await listPasskeys(db, accountId)
  return { ...(await findUsableWays(db, accountId, profile)), phone, authenticator, passkeys }
}

/** How many there are, whether they may be used at a door or not. */
export const countWays = ({ phone, authenticator, passkeys }: Ways): number =>
  Number(phone !== undefined) + Number(authenticator !== undefined) + passkeys.length

/** RFC 8176: what the session's `amr` says after this way. */
export const amrOf: Record<Way, 'sms' | 'otp' | 'hwk'> = { sms: 'sms', authenticator: 'otp', passkey: 'hwk' }
