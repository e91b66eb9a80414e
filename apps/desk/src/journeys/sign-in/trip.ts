// A trip to the account service, kept by the browser that left: a sealed cookie of its own for each tab.
import { keyedHash, randomToken, tokenHash } from '@motcua/web/keyed-hash.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import { z } from 'zod'
import { limits } from '../../limits.ts'

const trip = z.object({
  stateHash: z.string(),
  browser: z.string(),
  /** The page to come back to, with its language; "/" where none was asked for. */
  next: z.string(),
  /** The person was asked to prove anew. */
  fresh: z.boolean(),
  /** The database's time, epoch ms. */
  at: z.number(),
})

export type Trip = z.infer<typeof trip>

const prefix = 'desk_trip_'

/** One for each state, so that tabs do not overwrite one another. */
export const tripCookie = (state: string): string => `${prefix}${tokenHash(state).slice(0, 16)}`

/** Nonce and verifier are made from the state, so that the cookie holds no secret of the trip. */
export const tripSecrets = (secret: string, state: string) => ({
  state,
  nonce: keyedHash(secret, 'trip-nonce', state),
  verifier: keyedHash(secret, 'trip-verifier', state),
})

/** Gives the state and the sealed cookie. */
export function startTrip(secret: string, made: Omit<Trip, 'stateHash'>): { state: string; sealed: string } {
  const state = randomToken()
  return { state, sealed: seal(secret, 'trip', { ...made, stateHash: tokenHash(state) } satisfies Trip) }
}

type Jar = Readonly<Record<string, string | undefined>>

const open = (secret: string, sealed: string | undefined): Trip | undefined =>
  trip.safeParse(unseal(secret, 'trip', sealed)).data

/** The trip of this state, if this browser left on it and is back in time. */
export function findTrip(
  secret: string,
  jar: Jar,
  back: { state: string; browser: string; now: Date },
): Trip | undefined {
  const found = open(secret, jar[tripCookie(back.state)])
  if (!found || found.stateHash !== tokenHash(back.state) || found.browser !== back.browser) return undefined
  const age = (back.now.getTime() - found.at) / 1000
  return age >= 0 && age <= limits.trip.life ? found : undefined
}

/** The names of the trips that must go so that one more fits: unreadable ones first, then the oldest. */
export function surplusTrips(secret: string, jar: Jar): string[] {
  const names = Object.keys(jar).filter((name) => name.startsWith(prefix))
  const age = (name: string) => open(secret, jar[name])?.at ?? 0
  return names.toSorted((a, b) => age(b) - age(a)).slice(limits.trip.most - 1)
}
