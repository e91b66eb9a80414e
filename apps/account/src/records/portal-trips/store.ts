// Trips to the portal: somebody left, and came back once, or not at all.
import { type Db, first, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import type { Errand } from '../attempts/errand.ts'

export type TripPurpose = 'sign-in' | 'fresh'
export type Trip = { id: string; errand: Errand; language: 'vi' | 'en'; purpose: TripPurpose }

export type NewTrip = {
  stateHash: string
  browser: string
  /** An HMAC of the network address. */
  address: string
  errand: Errand
  language: 'vi' | 'en'
  purpose: TripPurpose
}

/** The agency of whoever came back last, by this browser or else by this network: what the watch knows of somebody who left. */
export const insertTrip = (db: Db, made: NewTrip) =>
  run(
    db,
    sql`insert into portal_trips (state_hash, browser, address, errand, language, purpose, expires_at, agency_code)
      values (${made.stateHash}, ${made.browser}, ${made.address}, ${JSON.stringify(made.errand)}::jsonb, ${made.language}, ${made.purpose},
        clock_now() + ${limits.trip.life} * interval '1 second',
        coalesce(
          (select a.agency_code from portal_trips t join accounts a on a.id = t.account_id
            where t.browser = ${made.browser} and t.account_id is not null order by t.left_at desc limit 1),
          (select a.agency_code from portal_trips t join accounts a on a.id = t.account_id
            where t.address = ${made.address} and t.account_id is not null order by t.left_at desc limit 1)))`,
  )

export type OpenTrip = { id: string; isPressed: boolean }

/** The newest trip of this browser that has not come back and might still; undefined where there is none. */
export const findOpenTrip = (db: Db, browser: string) => first(db, openTripOf(browser))

/** The same as part of a larger statement. */
export const openTripOf = (browser: string) =>
  sql<OpenTrip>`select id, pressed_at is not null as "isPressed" from portal_trips where browser = ${browser} and returned_at is null
    and expires_at > clock_now() order by left_at desc limit 1`

/** "Tôi không nhận được mã của Cổng": once per trip. False where this trip has said so, or came back meanwhile. */
export const notePressed = async (db: Db, id: string): Promise<boolean> =>
  (await run(
    db,
    sql`update portal_trips set pressed_at = clock_now() where id = ${id} and pressed_at is null and returned_at is null
      and expires_at > clock_now()`,
  )) === 1

/** As part of a larger statement: whom the people of this browser's agency call; no row where it has no number of its own. */
export const helpOfBrowser = (browser: string) =>
  sql`select g.help_phone as phone, g.help_hours as hours from portal_trips t
    join agencies g on g.code = t.agency_code where t.browser = ${browser} and g.help_phone <> '' order by t.left_at desc limit 1`

/** The trip this state belongs to, for the one caller that comes back first, in the browser that left, in time. */
export const claimTrip = (db: Db, stateHash: string, browser: string) =>
  first(
    db,
    sql<Trip>`update portal_trips set returned_at = clock_now() where state_hash = ${stateHash} and browser = ${browser}
      and returned_at is null and expires_at > clock_now() returning id, errand, language, purpose`,
  )

export const noteOutcome = (db: Db, id: string, outcome: string, accountId: string | null) =>
  run(db, notedOutcome(id, outcome, accountId))

/** The same, to travel with what comes behind it. */
export const notedOutcome = (id: string, outcome: string, accountId: string | null) =>
  sql`update portal_trips set outcome = ${outcome}, account_id = ${accountId} where id = ${id}`

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

/** Whoever is still on the way has expired long before. */
export const purgeTrips = (db: Db, count: number) =>
  run(
    db,
    sql`delete from portal_trips where ctid in (select ctid from portal_trips where left_at < clock_now() - ${limits.kept.trips} * interval '1 second' limit ${count})`,
  )
