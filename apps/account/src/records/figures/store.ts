// What the operators’ metrics tell of the service as a whole: the same at every node, read at each scrape.
import { all, type Db, one, sql } from '@motcua/db/query.ts'

export type EventCount = { event: string; door: string | null; count: number }

/** What the audit log says of the last five minutes, by event and door: sign-ins, wrong passwords and codes, refusals. */
export const countEvents = (db: Db) =>
  all(
    db,
    sql<EventCount>`select event, door, count(*) as count from audit_events where at > clock_now() - interval '5 minutes'
      group by event, door`,
  )

export type CodeCounts = { sent: number; accepted: number; delivered: number; failed: number; entered: number }

/** What became of the codes of the last fifteen minutes. */
export const countCodes = (db: Db) =>
  one(
    db,
    sql<CodeCounts>`select count(*) as sent, count(accepted_at) as accepted, count(delivered_at) as delivered,
        count(failed_at) as failed, count(used_at) as entered
      from challenges where expires_at > clock_now() - interval '15 minutes' and created_at > clock_now() - interval '15 minutes'`,
  )

export type Waiting = { box: string; depth: number; age: number }

/** What waits to go out: how many, and seconds since the oldest should have gone. */
export const readOutboxes = (db: Db) =>
  all(
    db,
    sql<Waiting>`select box, count(*) as depth, coalesce(extract(epoch from clock_now() - min(since)), 0)::float8 as age from (
        select 'messages' as box, created_at as since from messages where state = 'queued'
        union all select 'logout-notices', created_at from logout_notices where done_at is null and failed_at is null
        union all select 'alarms', raised_at from alarms where sent_out_at is null
        union all select 'alarm-letters', next_at from alarm_letters where done_at is null and failed_at is null) w group by box`,
  )

export type Doors = { verdict: string; periods: number }

/** The watch's word on the portal ("unknown" where nobody looks), and how many standby periods are open. */
export const readDoors = (db: Db) =>
  one(
    db,
    sql<Doors>`select coalesce((select word from portal_verdicts where ended_at is null), 'unknown') as verdict,
      (select count(*) from standby_periods where closed_at is null and until > clock_now()) as periods`,
  )
