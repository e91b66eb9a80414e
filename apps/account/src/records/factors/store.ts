// Recovery codes and authenticator apps.
import { all, type Db, first, one, type RawBuilder, run, sql } from '@motcua/db/query.ts'

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

export type Authenticator = { secret: string; created_at: Date }

/** The app in use; one that was switched off is as none. */
export const findAuthenticator = (db: Db, accountId: string) =>
  first(
    db,
    sql<Authenticator>`select secret, created_at from authenticators where account_id = ${accountId} and disabled_at is null`,
  )

export const saveAuthenticator = (db: Db, accountId: string, sealedSecret: string, lastStep: number) =>
  run(
    db,
    sql`insert into authenticators (account_id, secret, last_step) values (${accountId}, ${sealedSecret}, ${lastStep})
      on conflict (account_id) do update set secret = excluded.secret, last_step = excluded.last_step, created_at = clock_now(),
        disabled_at = null`,
  )

/** Remembers a used time step; false where this or a later one was used before (a replay). */
export async function claimStep(db: Db, accountId: string, step: number): Promise<boolean> {
  const done = sql`update authenticators set last_step = ${step} where account_id = ${accountId} and last_step < ${step}`
  return (await run(db, done)) === 1
}

export const disableAuthenticator = (db: Db, accountId: string) =>
  run(
    db,
    sql`update authenticators set disabled_at = clock_now() where account_id = ${accountId} and disabled_at is null`,
  )

export const deleteAuthenticator = (db: Db, accountId: string) =>
  run(db, sql`delete from authenticators where account_id = ${accountId}`)

/** Changes to one person's ways follow one another. */
export const lockWays = (db: Db, accountId: string) =>
  run(db, sql`select pg_advisory_xact_lock(hashtext(${`ways of ${accountId}`}))`)

export type Way = 'sms' | 'authenticator' | 'passkey'

export type Glance = { has_phone: boolean; has_authenticator: boolean; has_passkey: boolean; way: Way | null }

/** For statements that read a person with an `id`: a row to be joined. */
export const glanceOf = (person: RawBuilder<unknown>) => sql`lateral (select
  exists (select 1 from phones where account_id = ${person}.id and removed_at is null and codes_from is not null) as has_phone,
  exists (select 1 from authenticators where account_id = ${person}.id and disabled_at is null) as has_authenticator,
  exists (select 1 from passkeys where account_id = ${person}.id and removed_at is null) as has_passkey,
  (select way from preferred_ways where account_id = ${person}.id) as way)`

/** Which ways are there, and the one that the person wants asked first; null where they never chose. */
export const glance = (db: Db, accountId: string) =>
  one(db, sql<Glance>`select seen.* from (select ${accountId}::uuid as id) me, ${glanceOf(sql`me`)} seen`)

/** False where it was chosen already. */
export const savePreferredWay = async (db: Db, accountId: string, way: Way): Promise<boolean> =>
  (await run(
    db,
    sql`insert into preferred_ways as p (account_id, way) values (${accountId}, ${way})
      on conflict (account_id) do update set way = excluded.way, chosen_at = clock_now() where p.way <> excluded.way`,
  )) === 1
