// What an administrator found out about an officer's standby sign-ins: once for each way they stood, and final.
import { all, type Db, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'
import { type AuditRow, auditRow } from '../audit/write-audit.ts'
import { type OfficerOfPeriod, officers, type Outcome, type Standing } from './standings.ts'

export type NewReview = OfficerOfPeriod & {
  /** How the officer stood when the reviewer looked: another standing by now takes nothing. */
  standing: Standing
  outcome: Outcome
  finding: string
  by: string
}

/**
 * The finding and its audit row in one statement. False, and nothing is written, where somebody was first, the officer stands
 * otherwise by now, the period is open, or a session of it has not ended.
 */
export const recordReview = async (db: Db, review: NewReview, told: AuditRow): Promise<boolean> => {
  const { periodId, accountId, standing, outcome, finding, by } = review
  const rows = await all(
    db,
    sql`with made as (
        insert into standby_reviews (period_id, account_id, standing, outcome, finding, reviewed_by)
        select o.period_id, o.account_id, o.standing, ${outcome}, ${finding}, ${by}::uuid from (${officers}) o
        where o.period_id = ${periodId} and o.account_id = ${accountId} and o.standing = ${standing}
          and o.standing in ('unconfirmed', 'mismatched') and o.is_over and not o.is_live
        on conflict do nothing returning period_id),
      told as (${auditRow(told, sql`from made`)})
      select 1 from made`,
  )
  return rows.length > 0
}

/** As long as the sign-ins themselves; the audit keeps the finding. */
export const purgeReviews = (db: Db, count: number) =>
  run(
    db,
    sql`delete from standby_reviews where ctid in (select ctid from standby_reviews
      where reviewed_at < clock_now() - ${limits.kept.standbySessions} * interval '1 second' limit ${count})`,
  )
