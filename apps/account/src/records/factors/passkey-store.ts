// The rows of passkeys, and the questions that were answered.
import { all, type Db, first, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

export type Passkey = {
  id: string
  account_id: string
  name: string
  credential_id: string
  public_key: string
  counter: number
  transports: string[]
  is_synced: boolean
  created_at: Date
  used_at: Date | null
}

const passkey = sql`select id, account_id, name, credential_id, public_key, counter::float8 as counter, transports, is_synced, created_at,
  used_at from passkeys`

export const listPasskeys = (db: Db, accountId: string) =>
  all(db, sql<Passkey>`${passkey} where account_id = ${accountId} and removed_at is null order by created_at, id`)

export const findCredential = (db: Db, credentialId: string) =>
  first(db, sql<Passkey>`${passkey} where credential_id = ${credentialId} and removed_at is null`)

export type NewPasskey = Pick<
  Passkey,
  'account_id' | 'name' | 'credential_id' | 'public_key' | 'counter' | 'transports' | 'is_synced'
>

/** False where the credential is somebody's already, also a removed one. */
export const insertPasskey = async (db: Db, made: NewPasskey): Promise<boolean> =>
  (await run(
    db,
    sql`insert into passkeys (account_id, name, credential_id, public_key, counter, transports, is_synced)
      values (${made.account_id}, ${made.name}, ${made.credential_id}, ${made.public_key}, ${made.counter}, ${made.transports},
        ${made.is_synced}) on conflict (credential_id) do nothing`,
  )) === 1

/** False where another answer with this counter or a later one came first: a copied device (WebAuthn §6.1.1). Synced keys show 0. */
export const notePasskeyUse = async (db: Db, id: string, counter: number): Promise<boolean> =>
  (await run(
    db,
    sql`update passkeys set counter = ${counter}, used_at = clock_now() where id = ${id} and removed_at is null
      and (counter < ${counter} or (counter = 0 and ${counter}::int8 = 0))`,
  )) === 1

export const removePasskeyRow = async (db: Db, accountId: string, id: string): Promise<boolean> =>
  (await run(
    db,
    sql`update passkeys set removed_at = clock_now() where account_id = ${accountId} and id::text = ${id} and removed_at is null`,
  )) === 1

/** True for the one caller that answers the question in time. */
export const claimChallenge = async (db: Db, challenge: string, askedAt: Date): Promise<boolean> =>
  (await run(
    db,
    sql`insert into used_passkey_challenges (id, expires_at) select ${challenge}, clock_now() + ${limits.passkeys.life} * interval '1 second'
      where ${askedAt}::timestamptz + ${limits.passkeys.life} * interval '1 second' >= clock_now() on conflict (id) do nothing`,
  )) === 1

export const purgeChallenges = (db: Db, count: number) =>
  run(
    db,
    sql`delete from used_passkey_challenges where ctid in (select ctid from used_passkey_challenges where expires_at < clock_now() limit ${count})`,
  )
