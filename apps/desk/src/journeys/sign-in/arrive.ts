// Back from the account service: the trip is used once, the ID token is read, a session of our own opens.
import { readClock } from '@motcua/db/clock.ts'
import { seal } from '@motcua/web/sealed-value.ts'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import type { Arrival } from '../../outside/account/client.ts'
import { openSession } from '../../records/sessions/open-session.ts'
import { useOnce } from '../../records/sessions/used-once.ts'
import { type Result, refuse } from '../../result.ts'
import { findTrip, type Trip, tripSecrets } from './trip.ts'

export type ArrivalInput = {
  callback: URL
  browser: string
  cookies: Readonly<Record<string, string | undefined>>
  /** The session cookie that this browser had. */
  before: string | undefined
}

/** The trip is known as soon as it was claimed, so that a refusal can lead back to its page. */
export type Arrived = { trip: Trip | undefined; result: Result<{ token: string }> }

export async function arrive(deps: Deps, input: ArrivalInput): Promise<Arrived> {
  const { callback, browser } = input
  const state = callback.searchParams.get('state') ?? ''
  const trip = findTrip(deps.secret, input.cookies, { state, browser, now: await readClock(deps.db) })
  if (!trip || !(await useOnce(deps.db, 'trip', trip.stateHash, 2 * limits.trip.life)))
    return { trip: undefined, result: refuse('sign-in-late') }
  const error = callback.searchParams.get('error')
  if (error) return { trip, result: refuse(error === 'access_denied' ? 'sign-in-cancelled' : 'sign-in-error') }
  const arrival = await deps.account.arrival(callback, tripSecrets(deps.secret, state))
  if (!arrival.ok) {
    deps.log.warn({ event: 'sign-in-refused', why: arrival.code, reason: arrival.reason }, 'sign-in-refused')
    return { trip, result: refuse(arrival.code) }
  }
  return { trip, result: await enter(deps, trip, arrival, input.before) }
}

async function enter(
  deps: Deps,
  trip: Trip,
  { identity, idToken }: Arrival,
  before: string | undefined,
): Promise<Result<{ token: string }>> {
  // We asked for a fresh proof: a sign-in from before we asked is not one.
  if (trip.fresh && identity.authTime < trip.at / 1000 - limits.logoutToken.skew) return refuse('sign-in-old')
  const sealed = seal(deps.secret, 'id-token', { idToken })
  const opened = await openSession(deps.db, { ...identity, idToken: sealed }, before)
  if (!opened) return refuse('sign-in-old')
  const { sub, door } = identity
  deps.log.info({ event: 'sign-in', sub, door, session: opened.session.id }, 'sign-in')
  return { ok: true, token: opened.token }
}
