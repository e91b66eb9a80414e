// The outbox of back-channel logout: which relying party is still to be told that a session ended.
import { all, type Db, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

export type LogoutNotice = { id: string; client_id: string; account_id: string; sid: string; tries: number }

/** Takes due notices; another node does not get them for the next 30 s. */
export const claimNotices = (db: Db, count: number) =>
  all(
    db,
    sql<LogoutNotice>`update logout_notices set tries = tries + 1, next_at = clock_now() + interval '30 seconds' * least(tries + 1, 20)
      where id in (select id from logout_notices where done_at is null and failed_at is null and next_at <= clock_now()
        order by next_at limit ${count} for update skip locked)
      returning id, client_id, account_id, sid, tries`,
  )

export const noteNoticeDone = (db: Db, id: string) =>
  run(db, sql`update logout_notices set done_at = clock_now() where id = ${id}`)
export const noteNoticeFailed = (db: Db, id: string) =>
  run(db, sql`update logout_notices set failed_at = clock_now() where id = ${id}`)

/** Only those that were heard or given up. */
export const purgeNotices = (db: Db, count: number) =>
  run(
    db,
    sql`delete from logout_notices where ctid in (select ctid from logout_notices where created_at < clock_now() - ${limits.kept.notices} * interval '1 second'
      and (done_at is not null or failed_at is not null) limit ${count})`,
  )
