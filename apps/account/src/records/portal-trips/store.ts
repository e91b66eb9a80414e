// Trips to the portal: somebody left, and came back once, or not at all.
import { type Db, first, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import type { Errand } from '../attempts/errand.ts'

export type TripPurpose = 'sign-in' | 'fresh'
export type Trip = { id: string; errand: Errand; language: 'vi' | 'en'; purpose: TripPurpose }

export type NewTrip = {
  stateHash: string
  browser: string
  errand: Errand
  language: 'vi' | 'en'
  purpose: TripPurpose
}

export const insertTrip = (db: Db, made: NewTrip) =>
  run(
    db,
    sql`insert into portal_trips (state_hash, browser, errand, language, purpose, expires_at)
      values (${made.stateHash}, ${made.browser}, ${JSON.stringify(made.errand)}::jsonb, ${made.language}, ${made.purpose},
        clock_now() + ${limits.trip.life} * interval '1 second')`,
  )

/** The trip this state belongs to, for the one caller that comes back first, in the browser that left, in time. */
export const claimTrip = (db: Db, stateHash: string, browser: string) =>
  first(
    db,
    sql<Trip>`update portal_trips set returned_at = clock_now() where state_hash = ${stateHash} and browser = ${browser}
      and returned_at is null and expires_at > clock_now() returning id, errand, language, purpose`,
  )

export const noteOutcome = (db: Db, id: string, outcome: string, accountId: string | null) =>
  run(db, sql`update portal_trips set outcome = ${outcome}, account_id = ${accountId} where id = ${id}`)

/** Why this trip was made; undefined for a state that nobody left with. */
export const findTripPurpose = async (db: Db, stateHash: string): Promise<TripPurpose | undefined> =>
  (await first(db, sql<{ purpose: TripPurpose }>`select purpose from portal_trips where state_hash = ${stateHash}`))
    ?.purpose

/** Did the portal lately bring this person back to this browser without saying that they signed in anew? */
export const cameBackUnproven = async (db: Db, accountId: string, browser: string): Promise<boolean> =>
  (await first(
    db,
    sql`select 1 from portal_trips where account_id = ${accountId} and browser = ${browser} and purpose = 'fresh' and outcome = 'not-fresh'
      and returned_at > clock_now() - ${limits.trip.life} * interval '1 second'`,
  )) !== undefined
