// Attempts to sign in: facts with their times; where somebody stands is computed from them.
import { type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import type { Errand } from './errand.ts'

export type AttemptDoor = 'standby' | 'phone' | 'console'

export type Attempt = {
  id: string
  account_id: string
  door: AttemptDoor
  period_id: string | null
  errand: Errand
  language: 'vi' | 'en'
  password_ok_at: Date | null
  code_ok_at: Date | null
  finished_at: Date | null
  voided_at: Date | null
  is_expired: boolean
  /** Begun under a drill: its pages say so. */
  is_drill: boolean
}

export type NewAttempt = {
  cookieHash: string
  browser: string
  accountId: string
  door: AttemptDoor
  periodId: string | null
  errand: Errand
  language: 'vi' | 'en'
}

const columns = sql`id, account_id, door, period_id, errand, language, password_ok_at, code_ok_at, finished_at, voided_at,
  expires_at <= clock_now() as is_expired,
  coalesce((select p.kind = 'drill' from standby_periods p where p.id = attempts.period_id), false) as is_drill`

/** Begins with a proven password. Earlier unfinished attempts of the person at this door in this browser are void. */
export function insertAttempt(db: Db, made: NewAttempt): Promise<Attempt> {
  return one(
    db,
    sql<Attempt>`with earlier as (update attempts set voided_at = clock_now() where account_id = ${made.accountId}
        and browser = ${made.browser} and finished_at is null and voided_at is null)
      insert into attempts (cookie_hash, browser, account_id, door, period_id, errand, language, expires_at, password_ok_at)
      values (${made.cookieHash}, ${made.browser}, ${made.accountId}, ${made.door}, ${made.periodId}, ${JSON.stringify(made.errand)}::jsonb,
        ${made.language}, clock_now() + ${limits.attempt.life} * interval '1 second', clock_now())
      returning ${columns}`,
  )
}

/**
 * The same person begins again in the same browser while a code sent within the last minute still works (a double click, the back
 * button): the attempt goes on under the new cookie, and no second code leaves. Hold `lockCodes`, so that two at once take turns.
 */
export const resumeAttempt = async (db: Db, made: NewAttempt): Promise<boolean> => {
  const resumed = sql`update attempts a set cookie_hash = ${made.cookieHash}, errand = ${JSON.stringify(made.errand)}::jsonb
    where account_id = ${made.accountId} and browser = ${made.browser} and door = ${made.door} and finished_at is null
      and period_id is not distinct from ${made.periodId}::uuid and voided_at is null and expires_at > clock_now()
      and exists (select 1 from challenges c where c.binding = a.id::text and c.purpose = 'sign-in' and c.used_at is null
        and c.voided_at is null and c.expires_at > clock_now() and c.wrong < ${limits.code.wrongPerCode}
        and c.created_at > clock_now() - ${limits.resend.apart} * interval '1 second')`
  return (await run(db, resumed)) > 0
}

/** The attempt of this cookie in this browser, in whatever state. */
export const findAttempt = (db: Db, cookieHash: string, browser: string) =>
  first(db, sql<Attempt>`select ${columns} from attempts where cookie_hash = ${cookieHash} and browser = ${browser}`)

/** The second factor was right: finishes the attempt once; false for every further caller, and where it is void or too late. */
export async function finishAttempt(db: Db, id: string, way: string): Promise<boolean> {
  const done = sql`update attempts set code_ok_at = clock_now(), finished_at = clock_now(), way = ${way}
    where id = ${id} and finished_at is null and voided_at is null and expires_at > clock_now()`
  return (await run(db, done)) === 1
}

/** Half-finished attempts end with the password that they began with, or with their account. */
export const endAttempts = (db: Db, accountId: string) =>
  run(
    db,
    sql`update attempts set expires_at = clock_now() where account_id = ${accountId} and finished_at is null and expires_at > clock_now()`,
  )

/** Kept for some time after its end, so that a late page still finds out what became of it, and its period's report counts it. */
export const purgeAttempts = (db: Db, count: number) =>
  run(
    db,
    sql`delete from attempts where ctid in (select ctid from attempts where expires_at < clock_now() - ${limits.kept.steps} * interval '1 second' limit ${count})`,
  )
