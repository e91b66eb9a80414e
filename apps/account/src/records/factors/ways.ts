// The ways in which a person proves themself after the password: a code by SMS, an authenticator app, a passkey.
import type { Db } from '@motcua/db/query.ts'
import { findCodePhone, type Phone } from '../phones/store.ts'
import { listPasskeys, type Passkey } from './passkey-store.ts'
import { type Authenticator, findAuthenticator, findPreferredWay, type Way } from './store.ts'

/** hardened: no codes by SMS at the standby door. */
export type FactorProfile = 'standard' | 'hardened'

export type Ways = {
  phone: Phone | undefined
  authenticator: Authenticator | undefined
  passkeys: readonly Passkey[]
  /** The ones that may be used, SMS first. */
  usable: readonly Way[]
  /** The one to ask first: what the person chose, or else the first that is there; undefined where none is. */
  first: Way | undefined
}

export async function findWays(db: Db, accountId: string, profile: FactorProfile = 'standard'): Promise<Ways> {
  const phone = await findCodePhone(db, accountId)
  const authenticator = await findAuthenticator(db, accountId)
  const passkeys = await listPasskeys(db, accountId)
  const chosen = await findPreferredWay(db, accountId)
  const has = { sms: phone && profile === 'standard', authenticator, passkey: passkeys.length > 0 }
  const usable = (['sms', 'authenticator', 'passkey'] as const).filter((way) => has[way])
  return { phone, authenticator, passkeys, usable, first: usable.find((way) => way === chosen) ?? usable[0] }
}

/** RFC 8176: what the session's `amr` says after this way. */
export const amrOf: Record<Way, 'sms' | 'otp' | 'hwk'> = { sms: 'sms', authenticator: 'otp', passkey: 'hwk' }
