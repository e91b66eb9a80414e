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
  await run(db, auditRow(row))
}

/** The row as part of a larger statement: written where `source`, a from clause, gives one; `sessionId` may come from there. */
export const auditRow = (row: AuditRow, source = sql``, sessionId = sql`${row.sessionId ?? null}::uuid`) =>
  sql`insert into audit_events (event, account_id, actor_id, session_id, period_id, door, address, detail)
    select ${row.event}::text, ${row.accountId ?? null}::uuid, ${row.actorId ?? null}::uuid, ${sessionId}, ${row.periodId ?? null}::uuid,
      ${row.door ?? null}::text, ${row.address ?? null}::text, ${JSON.stringify(row.detail ?? {})}::jsonb ${source}`
