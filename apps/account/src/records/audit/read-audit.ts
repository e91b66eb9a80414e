// Reads the audit: filtered, the newest first, each row with its number and hash in the ledger once it is sealed.
import { all, type Db, sql } from '@motcua/db/query.ts'
import type { AuditEvent } from './events.ts'

export type AuditEntry = {
  id: string
  at: Date
  event: AuditEvent
  account_id: string | null
  account_name: string | null
  actor_id: string | null
  actor_name: string | null
  door: string | null
  address: string | null
  detail: Readonly<Record<string, string | number | boolean | null>>
  /** Null until the sealer came by: within a second. */
  number: number | null
  hash: string | null
}

/** `day` as "2026-11-24" in the province's time zone; `person`: whom it is about, or who did it. Null takes everything. */
export type AuditFilter = { event: string | null; person: string | null; day: string | null; door: string | null }

const dayStart = (day: string) => sql`(${day}::date::timestamp at time zone 'Asia/Ho_Chi_Minh')`

function conditions({ event, person, day, door }: AuditFilter) {
  const tests = [
    ...(event ? [sql`e.event = ${event}`] : []),
    ...(person ? [sql`(e.account_id = ${person} or e.actor_id = ${person})`] : []),
    ...(day ? [sql`e.at >= ${dayStart(day)} and e.at < ${dayStart(day)} + interval '1 day'`] : []),
    ...(door ? [sql`e.door = ${door}`] : []),
  ]
  return tests.length > 0 ? sql`where ${sql.join(tests, sql` and `)}` : sql``
}

export const listAudit = (db: Db, filter: AuditFilter, page: { offset: number; count: number }) =>
  all(
    db,
    sql<AuditEntry>`select e.id, e.at, e.event, e.account_id, a.name as account_name, e.actor_id, k.name as actor_name, e.door, e.address,
        e.detail, l.number, l.hash
      from audit_events e left join accounts a on a.id = e.account_id left join accounts k on k.id = e.actor_id
        left join audit_ledger l on l.event_id = e.id
      ${conditions(filter)} order by e.at desc, e.id desc limit ${page.count} offset ${page.offset}`,
  )
