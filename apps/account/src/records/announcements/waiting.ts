// What the slower outboxes hold, in one look a second: rounds that would find nothing are left out.
import { type Db, one, sql } from '@motcua/db/query.ts'

export type Waiting = {
  alarms: boolean
  logouts: boolean
  openings: boolean
  announcements: boolean
  /** Sealed rows of the audit that nobody has looked through for what people must be told of. */
  audit: boolean
}

/** `alarms`: also letters of alarms. `announcements`: also those that are too late by now. */
export const findWaiting = (db: Db) =>
  one(
    db,
    sql<Waiting>`select exists (select from alarms where sent_out_at is null)
        or exists (select from alarm_letters where done_at is null and failed_at is null and next_at <= clock_now()) as alarms,
      exists (select from logout_notices where done_at is null and failed_at is null and next_at <= clock_now()) as logouts,
      exists (select from standby_periods where announced_at is null and kind = 'outage' and closed_at is null and until > clock_now()) as openings,
      exists (select from announcements where sent_at is null and failed_at is null and least(next_at, expires_at) <= clock_now()) as announcements,
      coalesce((select number from audit_ledger order by number desc limit 1), 0) > (select number from notices_told) as audit`,
  )
