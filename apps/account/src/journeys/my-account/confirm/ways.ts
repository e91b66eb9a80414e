// How this person can prove themself now (contracts.md §4).
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { findWays as findFactors } from '../../../records/factors/ways.ts'
import { type Challenge, findChallenge } from '../../../records/otp/store.ts'
import { findUsablePassword } from '../../../records/passwords/store.ts'
import type { Phone } from '../../../records/phones/store.ts'
import { cameBackUnproven } from '../../../records/portal-trips/store.ts'
import type { Session } from '../../../records/sessions/store.ts'
import type { Person } from '../../../web/person.ts'

export type Ways = {
  /** The portal with prompt=login. */
  portal: boolean
  /** The number that a code goes to; undefined where neither way with a code is there. */
  phone: Phone | undefined
  /** An authenticator app, under the same conditions as a code by SMS. */
  authenticator: boolean
  /** A passkey that also asks for PIN, finger or face is proof enough by itself. */
  passkey: boolean
  /** password: asked before the code · none: the code alone, after the portal did not say when the person signed in. */
  before: 'password' | 'none'
}

export async function findWays({ db }: Deps, { account }: Person, browser: string): Promise<Ways> {
  const { phone, authenticator, passkeys } = await findFactors(db, account.id)
  const before = (await findUsablePassword(db, account.id)) ? 'password' : 'none'
  const withCode = before === 'password' || (await cameBackUnproven(db, account.id, browser))
  return {
    portal: account.kind === 'officer',
    phone: withCode ? phone : undefined,
    authenticator: withCode && authenticator !== undefined,
    passkey: passkeys.length > 0,
    before,
  }
}

/** The code of a proof under way: it exists only after what had to come before it. It may be renewed for 10 minutes. */
export async function findProofUnderWay({ db }: Deps, session: Session): Promise<Challenge | undefined> {
  const challenge = await findChallenge(db, session.id, 'fresh')
  const age = challenge ? (challenge.now.getTime() - challenge.created_at.getTime()) / 1000 : 0
  return age <= limits.attempt.life ? challenge : undefined
}
