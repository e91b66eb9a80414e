// Phone numbers of a person: known, confirmed by a code, chosen to receive sign-in codes.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'

export type Phone = {
  id: string
  account_id: string
  number: string
  source: 'list' | 'portal' | 'own'
  created_at: Date
  confirmed_at: Date | null
  /** Since when sign-in codes go here; null where they do not. */
  codes_from: Date | null
  /** From when on a reset may use it: a changed number waits 24 h. */
  reset_from: Date | null
}

const phone = sql`select id, account_id, number, source, created_at, confirmed_at, codes_from, reset_from from phones`

export const listPhones = (db: Db, accountId: string) =>
  all(db, sql<Phone>`${phone} where account_id = ${accountId} and removed_at is null order by created_at, number`)

export const findPhone = (db: Db, accountId: string, id: string) =>
  first(db, sql<Phone>`${phone} where account_id = ${accountId} and id::text = ${id} and removed_at is null`)

/** The number that receives this person's sign-in codes. */
export const findCodePhone = (db: Db, accountId: string) =>
  first(
    db,
    sql<Phone>`${phone} where account_id = ${accountId} and removed_at is null and codes_from is not null
      order by codes_from desc limit 1`,
  )

/** The same for a reset: a number that was changed within the last 24 hours gets none. */
export const findResetPhone = (db: Db, accountId: string) =>
  first(
    db,
    sql<Phone>`${phone} where account_id = ${accountId} and removed_at is null and codes_from is not null
      and reset_from <= clock_now() order by codes_from desc limit 1`,
  )

/** Adds a number the person has, unconfirmed; the number that is there already stays as it is. */
export const addPhone = (
  db: Db,
  accountId: string,
  audience: 'officer' | 'public',
  number: string,
  source: Phone['source'],
) =>
  one(
    db,
    sql<{
      id: string
    }>`insert into phones (account_id, audience, number, source) values (${accountId}, ${audience}, ${number}, ${source})
      on conflict (account_id, number) where removed_at is null do update set source = phones.source returning id`,
  )

/** A renewed list takes the place of the older one: its numbers go, unless the person confirmed them. */
export const dropListedPhones = (db: Db, accountId: string, keep: string | null) =>
  run(
    db,
    sql`update phones set removed_at = clock_now() where account_id = ${accountId} and source = 'list' and confirmed_at is null
      and removed_at is null and number is distinct from ${keep}`,
  )

/**
 * The person proved that they hold the number: it is confirmed and receives codes from now on. Another number of theirs stops
 * receiving codes. `resetHold` seconds pass before a reset may use it. Throws a duplicate error where another person of the same
 * audience receives codes there.
 */
export async function usePhoneForCodes(db: Db, accountId: string, id: string, resetHold: number): Promise<void> {
  await run(
    db,
    sql`update phones set codes_from = null where account_id = ${accountId} and id::text <> ${id} and codes_from is not null`,
  )
  await run(
    db,
    sql`update phones set confirmed_at = clock_now(), codes_from = coalesce(codes_from, clock_now()),
      reset_from = coalesce(reset_from, clock_now() + ${resetHold} * interval '1 second')
      where account_id = ${accountId} and id::text = ${id} and removed_at is null`,
  )
}

export const confirmPhone = (db: Db, accountId: string, id: string) =>
  run(
    db,
    sql`update phones set confirmed_at = clock_now() where account_id = ${accountId} and id::text = ${id} and removed_at is null`,
  )

/**
 * As part of a larger statement: a code that arrived confirms its number anew; written once a month at most, so that no sign-in writes
 * for nothing.
 */
export const reconfirmedPhone = (accountId: string) =>
  sql`update phones set confirmed_at = clock_now() where account_id = ${accountId} and codes_from is not null and removed_at is null
    and confirmed_at < clock_now() - interval '30 days'`

export const removePhone = (db: Db, accountId: string, id: string) =>
  run(
    db,
    sql`update phones set removed_at = clock_now(), codes_from = null
      where account_id = ${accountId} and id::text = ${id} and removed_at is null`,
  )

/** An officer's numbers get no codes until one is registered anew; citizens sign in with theirs, so they only wait. */
export const stopCodes = (db: Db, accountId: string) =>
  run(
    db,
    sql`update phones set codes_from = null where account_id = ${accountId} and audience = 'officer' and codes_from is not null`,
  )

/** One person's numbers change one after the other. Held until the transaction ends. */
export const lockPhones = (db: Db, accountId: string) =>
  run(db, sql`select pg_advisory_xact_lock(hashtext(${`phones of ${accountId}`}))`)

/** Two people who claim one number at once: one after the other. Take it after `lockPhones`. */
export const lockNumber = (db: Db, number: string) =>
  run(db, sql`select pg_advisory_xact_lock(hashtext(${`phone ${number}`}))`)

/** Does somebody else of the same audience receive codes at this number? */
export const isNumberTaken = async (
  db: Db,
  asked: { accountId: string; audience: 'officer' | 'public'; number: string },
): Promise<boolean> =>
  (await first(
    db,
    sql`select 1 from phones where audience = ${asked.audience} and number = ${asked.number} and codes_from is not null
      and removed_at is null and account_id <> ${asked.accountId}`,
  )) !== undefined

/** Did this person ever confirm a number, even one that is gone? Then a new one is a change, not a first registration. */
export const everConfirmed = async (db: Db, accountId: string): Promise<boolean> =>
  (await first(db, sql`select 1 from phones where account_id = ${accountId} and confirmed_at is not null limit 1`)) !==
  undefined
