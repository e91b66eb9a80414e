// Recovery codes and authenticator apps.
import { all, type Db, first, run, sql } from '@motcua/db/query.ts'

export const liveRecoveryCodes = (db: Db, accountId: string) =>
  all(
    db,
    sql<{ id: string; hash: string; created_at: Date }>`select id, hash, created_at from recovery_codes
      where account_id = ${accountId} and used_at is null and voided_at is null order by id`,
  )

/** New codes take the place of all before them. */
export async function replaceRecoveryCodes(db: Db, accountId: string, hashes: readonly string[]): Promise<void> {
  await run(
    db,
    sql`update recovery_codes set voided_at = clock_now() where account_id = ${accountId} and used_at is null and voided_at is null`,
  )
  for (const hash of hashes) await addRecoveryCode(db, accountId, hash)
}

export const addRecoveryCode = (db: Db, accountId: string, hash: string) =>
  run(db, sql`insert into recovery_codes (account_id, hash) values (${accountId}, ${hash})`)

/** True for the one caller that used it. */
export async function useRecoveryCode(db: Db, id: string): Promise<boolean> {
  const done = sql`update recovery_codes set used_at = clock_now() where id = ${id} and used_at is null and voided_at is null`
  return (await run(db, done)) === 1
}

export const findAuthenticator = (db: Db, accountId: string) =>
  first(
    db,
    sql<{
      secret: string
      last_step: number
    }>`select secret, last_step from authenticators where account_id = ${accountId}`,
  )

export const saveAuthenticator = (db: Db, accountId: string, sealedSecret: string) =>
  run(
    db,
    sql`insert into authenticators (account_id, secret) values (${accountId}, ${sealedSecret})
      on conflict (account_id) do update set secret = excluded.secret, last_step = 0, created_at = clock_now()`,
  )

/** Remembers a used time step; false where this or a later one was used before (a replay). */
export async function claimStep(db: Db, accountId: string, step: number): Promise<boolean> {
  const done = sql`update authenticators set last_step = ${step} where account_id = ${accountId} and last_step < ${step}`
  return (await run(db, done)) === 1
}
