// After a restore from a backup: whatever was used, ended or closed since the backup is alive again in it, so everything of that kind ends.
import { type Db, one, run, sql } from '@motcua/db/query.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { endSessions } from '../sessions/store.ts'
import { closePeriodRows, listOpenPeriods } from '../standby/store.ts'

export type Ended = {
  sessions: number
  codes: number
  recoveryCodes: number
  periods: number
  /** The newest thing that the backup holds; null in an empty one. */
  newest: Date | null
}

/** In one transaction of the caller's. `keepRecoveryCodes`: none was used in the time that is lost, as somebody knows. */
export async function endAll(
  db: Db,
  { by, keepRecoveryCodes }: { by: string; keepRecoveryCodes: boolean },
): Promise<Ended> {
  // Many sessions end in one statement: it may take longer than a page may.
  await run(db, sql`set local statement_timeout = 0`)
  const { newest } = await one(db, sql<{ newest: Date | null }>`select max(at) as newest from audit_events`)
  const sessions = (await endSessions(db, { everyone: true }, { reason: 'restored' })).length
  const ids = (await listOpenPeriods(db)).map(({ id }) => id)
  const periods = await closePeriodRows(db, { ids, closedBy: null, reason: 'restored' })
  for (const periodId of periods)
    await writeAudit(db, { event: 'standby-closed', periodId, detail: { reason: 'restored' } })
  const codes = await endCodes(db)
  const recoveryCodes = keepRecoveryCodes ? 0 : await endRecoveryCodes(db)
  await run(db, sql`insert into restores (newest_at, done_by) values (${newest}, ${by})`)
  await writeAudit(db, { event: 'restored', detail: { by, sessions, codes, recoveryCodes, periods: periods.length } })
  return { sessions, codes, recoveryCodes, periods: periods.length, newest }
}

/** Codes, attempts, resets, approvals, what waits in the outbox; codes of apps count from now on only. */
async function endCodes(db: Db): Promise<number> {
  const codes = await run(
    db,
    sql`update challenges set voided_at = clock_now() where used_at is null and voided_at is null`,
  )
  await run(db, sql`update attempts set voided_at = clock_now() where finished_at is null and voided_at is null`)
  await run(db, sql`update resets set expires_at = clock_now() where finished_at is null and expires_at > clock_now()`)
  await run(db, sql`update reset_requests set used_at = clock_now() where approved and used_at is null`)
  await run(db, sql`update joint_requests set ended_at = clock_now(), end_reason = 'restored' where ended_at is null`)
  await run(
    db,
    sql`update portal_trips set expires_at = clock_now() where returned_at is null and expires_at > clock_now()`,
  )
  await run(
    db,
    sql`update messages set state = 'failed', failed_at = clock_now(), text = null, error = 'restored' where state = 'queued'`,
  )
  // RFC 6238: a step of 30 s; the next one is the first that counts.
  await run(
    db,
    sql`update authenticators set last_step = greatest(last_step, (extract(epoch from clock_now()) / 30)::int8 + 1)`,
  )
  await run(db, sql`delete from provider_records`)
  return codes
}

const endRecoveryCodes = (db: Db) =>
  run(db, sql`update recovery_codes set voided_at = clock_now() where used_at is null and voided_at is null`)
