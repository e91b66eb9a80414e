// Attempts to sign in: facts with their times; where somebody stands is computed from them.
import { type Db, first, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { notedSignIn, typedNumbersOf } from '../accounts/store.ts'
import { type Glance, glanceOf } from '../factors/store.ts'
import { reconfirmedPhone } from '../phones/store.ts'
import { coveringPeriodId } from '../standby/store.ts'
import type { Errand } from './errand.ts'

export type AttemptDoor = 'standby' | 'phone' | 'console'

export type Attempt = Glance & {
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
  /** Void, since the person began anew in this browser. */
  is_replaced: boolean
  /** Begun under a drill: its pages say so. */
  is_drill: boolean
  /** The open period that covers the officer now. */
  covered_by: string | null
  /** What the person may type to sign in. */
  numbers: string[]
}

export type NewAttempt = {
  id: string
  cookieHash: string
  browser: string
  accountId: string
  door: AttemptDoor
  periodId: string | null
  errand: Errand
  language: 'vi' | 'en'
}

/** Begins with a proven password. Earlier unfinished attempts of the person in this browser are void. */
export const insertAttempt = (db: Db, made: NewAttempt) =>
  run(db, sql`with earlier as (${earlierAttempts(made)}) ${attemptRow(made)}`)

/** The same two as parts of a larger statement: the row is written where `source` lets it. */
export const earlierAttempts = ({ accountId, browser }: Pick<NewAttempt, 'accountId' | 'browser'>) =>
  sql`update attempts set voided_at = clock_now() where account_id = ${accountId} and browser = ${browser} and finished_at is null
    and voided_at is null`

export const attemptRow = (made: NewAttempt, source = sql``) =>
  sql`insert into attempts (id, cookie_hash, browser, account_id, door, period_id, errand, language, expires_at, password_ok_at)
    select ${made.id}::uuid, ${made.cookieHash}::text, ${made.browser}::text, ${made.accountId}::uuid, ${made.door}::text, ${made.periodId}::uuid,
      ${JSON.stringify(made.errand)}::jsonb, ${made.language}::text, clock_now() + ${limits.attempt.life} * interval '1 second', clock_now() ${source}`

/**
 * The same person begins again in the same browser while a code sent within the last minute still works (a double click, the back
 * button): the attempt goes on under the new cookie, and no second code leaves.
 */
export const resumedAttempts = (made: NewAttempt) =>
  sql`update attempts a set cookie_hash = ${made.cookieHash}, errand = ${JSON.stringify(made.errand)}::jsonb
    where account_id = ${made.accountId} and browser = ${made.browser} and door = ${made.door} and finished_at is null
      and period_id is not distinct from ${made.periodId}::uuid and voided_at is null and expires_at > clock_now()
      and exists (select 1 from challenges c where c.binding = a.id::text and c.purpose = 'sign-in' and c.used_at is null
        and c.voided_at is null and c.expires_at > clock_now() and c.wrong < ${limits.code.wrongPerCode}
        and c.created_at > clock_now() - ${limits.resend.apart} * interval '1 second')`

/** The attempt of this cookie in this browser, in whatever state, with what its person may do now. */
export const findAttempt = (db: Db, cookieHash: string, browser: string) =>
  first(
    db,
    sql<Attempt>`select t.id, t.account_id, t.door, t.period_id, t.errand, t.language, t.password_ok_at, t.code_ok_at, t.finished_at,
        t.voided_at, t.expires_at <= clock_now() as is_expired,
        case when t.voided_at is null then false else exists (select 1 from attempts newer where newer.account_id = t.account_id
          and newer.browser = t.browser and newer.created_at > t.created_at) end as is_replaced,
        coalesce((select p.kind = 'drill' from standby_periods p where p.id = t.period_id), false) as is_drill, ${coveringPeriodId} as covered_by, ${typedNumbersOf} as numbers, way.*
      from attempts t join accounts a on a.id = t.account_id left join agencies g on g.code = a.agency_code, ${glanceOf(sql`a`)} way
      where t.cookie_hash = ${cookieHash} and t.browser = ${browser}`,
  )

/**
 * The second factor was right: finishes the attempt once; false for every further caller, and where it is void or too late. A code that
 * arrived confirms its number anew. Notes the sign-in, which locks the person's row until the transaction ends.
 */
export async function finishAttempt(
  db: Db,
  { id, account_id: accountId, door }: Attempt,
  way: string,
): Promise<boolean> {
  const done = sql`with done as (update attempts set code_ok_at = clock_now(), finished_at = clock_now(), way = ${way}
      where id = ${id} and finished_at is null and voided_at is null and expires_at > clock_now() returning 1),
    confirmed as (${reconfirmedPhone(accountId)} and ${way === 'sms'}::bool and exists (select from done))
    ${notedSignIn(accountId, { byStandby: door === 'standby' })} and exists (select from done)`
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
