// Resets of a forgotten password, and the requests that a unit administrator decides.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

export type Reset = {
  id: string
  account_id: string | null
  subject: string
  created_at: Date
  /** When the last code left, or would have left; countdowns are made from it. */
  sent_at: Date
  expires_at: Date
  code_ok_at: Date | null
  now: Date
}

const columns = sql`id, account_id, subject, created_at, sent_at, expires_at, code_ok_at, clock_now() as now`

/** `accountId` null: nobody has what was typed; the pages look alike all the same. */
export const insertReset = (
  db: Db,
  made: { cookieHash: string; browser: string; subject: string; accountId: string | null },
) =>
  one(
    db,
    sql<Reset>`insert into resets (cookie_hash, browser, subject, account_id, expires_at)
      values (${made.cookieHash}, ${made.browser}, ${made.subject}, ${made.accountId}, clock_now() + ${limits.reset.life} * interval '1 second')
      returning ${columns}`,
  )

export const findOpenReset = (db: Db, cookieHash: string, browser: string) =>
  first(
    db,
    sql<Reset>`select ${columns} from resets
      where cookie_hash = ${cookieHash} and browser = ${browser} and finished_at is null and expires_at > clock_now()`,
  )

/** Claims the next sending: true for one caller, at most once in `apart` seconds. */
export async function claimResend(db: Db, id: string, apart: number): Promise<boolean> {
  const done = sql`update resets set sent_at = clock_now() where id = ${id} and sent_at <= clock_now() - ${apart} * interval '1 second'`
  return (await run(db, done)) === 1
}

/** The code was right: within this reset it is not asked again. */
export const noteResetCode = (db: Db, id: string) =>
  run(db, sql`update resets set code_ok_at = clock_now() where id = ${id} and code_ok_at is null`)

/** One person's resets finish one after the other; false where this one was finished or ran out. Held until the transaction ends. */
export async function lockOpenReset(db: Db, { id, accountId }: { id: string; accountId: string }): Promise<boolean> {
  await run(db, sql`select pg_advisory_xact_lock(hashtext(${`resets of ${accountId}`}))`)
  const open = sql`select 1 from resets where id = ${id} and finished_at is null and expires_at > clock_now()`
  return (await first(db, open)) !== undefined
}

/** Ends every open reset of the person: a right code of an earlier one must not outlive the new password. */
export const finishResets = (db: Db, accountId: string) =>
  run(
    db,
    sql`update resets set finished_at = clock_now() where account_id = ${accountId} and finished_at is null and expires_at > clock_now()`,
  )

export type ResetRequest = {
  id: string
  account_id: string
  name: string
  agency_code: string | null
  agency_name: string | null
  agency_name_en: string | null
  created_at: Date
}

/** Asks the unit administrator; a second request while one is open changes nothing, one that lapsed after 24 h is asked anew. */
export const askForApproval = (db: Db, accountId: string) =>
  run(
    db,
    sql`insert into reset_requests (account_id) values (${accountId}) on conflict (account_id) where decided_at is null
      do update set created_at = clock_now() where reset_requests.created_at <= clock_now() - interval '1 day'`,
  )

/** Open requests of the last 24 h, of the agency and those below it (everything where `agency` is null). */
export const listOpenRequests = (db: Db, agency: string | null) =>
  all(
    db,
    sql<ResetRequest>`select r.id, r.account_id, a.name, a.agency_code, g.name_vi as agency_name, g.name_en as agency_name_en, r.created_at
      from reset_requests r
      join accounts a on a.id = r.account_id left join agencies g on g.code = a.agency_code
      where r.decided_at is null and r.created_at > clock_now() - interval '1 day' and (${agency}::text is null or ${agency}::text = any(g.lineage))
      order by r.created_at`,
  )

/** Decides an open request, never one's own; undefined where it was decided already. An approval lives 60 min. */
export const decideRequest = (db: Db, decision: { id: string; by: string; approved: boolean; agency: string | null }) =>
  first(
    db,
    sql<{
      account_id: string
    }>`update reset_requests r set decided_at = clock_now(), decided_by = ${decision.by}, approved = ${decision.approved},
        expires_at = clock_now() + ${limits.reset.approval} * interval '1 second'
      from accounts a left join agencies g on g.code = a.agency_code
      where r.id::text = ${decision.id} and r.decided_at is null and r.created_at > clock_now() - interval '1 day' and a.id = r.account_id and r.account_id <> ${decision.by}
        and (${decision.agency}::text is null or ${decision.agency}::text = any(g.lineage))
      returning r.account_id`,
  )

/** Uses a live approval up; true for one caller. */
export async function spendApproval(db: Db, accountId: string): Promise<boolean> {
  const done = sql`update reset_requests set used_at = clock_now() where account_id = ${accountId} and approved and used_at is null
    and expires_at > clock_now()`
  return (await run(db, done)) >= 1
}

export const hasApproval = async (db: Db, accountId: string): Promise<boolean> =>
  (await first(
    db,
    sql`select 1 from reset_requests where account_id = ${accountId} and approved and used_at is null and expires_at > clock_now()`,
  )) !== undefined

export const purgeResets = (db: Db, count: number) =>
  run(
    db,
    sql`delete from resets where ctid in (select ctid from resets where expires_at < clock_now() - ${limits.kept.steps} * interval '1 second' limit ${count})`,
  )

/** Who decided stands in the audit log. */
export const purgeRequests = (db: Db, count: number) =>
  run(
    db,
    sql`delete from reset_requests where ctid in (select ctid from reset_requests where created_at < clock_now() - ${limits.kept.requests} * interval '1 second' limit ${count})`,
  )
