// One row for what happened, in the caller's transaction. No code, password, token or full number in it.
import { type Db, run, sql } from '@motcua/db/query.ts'
import type { AuditEvent } from './events.ts'

export type AuditRow = {
  event: AuditEvent
  /** Whom it is about. */
  accountId?: string | null | undefined
  /** Who did it, where that is somebody else. */
  actorId?: string | null | undefined
  sessionId?: string | null | undefined
  periodId?: string | null | undefined
  door?: string | null | undefined
  address?: string | null | undefined
  detail?: Readonly<Record<string, string | number | boolean | null>>
}

export async function writeAudit(db: Db, row: AuditRow): Promise<void> {
  await run(
    db,
    sql`insert into audit_events (event, account_id, actor_id, session_id, period_id, door, address, detail)
      values (${row.event}, ${row.accountId ?? null}, ${row.actorId ?? null}, ${row.sessionId ?? null}, ${row.periodId ?? null},
        ${row.door ?? null}, ${row.address ?? null}, ${JSON.stringify(row.detail ?? {})}::jsonb)`,
  )
}
