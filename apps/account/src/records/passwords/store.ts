// Password hashes and the last ten of each person.
import { all, type Db, first, run, sql } from '@motcua/db/query.ts'

export type Password = { hash: string; set_at: Date; disabled_at: Date | null }

export const findPassword = (db: Db, accountId: string) =>
  first(db, sql<Password>`select hash, set_at, disabled_at from passwords where account_id = ${accountId}`)

/** Puts a new hash in place; the one before it joins the old ones. */
export async function replacePassword(db: Db, accountId: string, hash: string): Promise<void> {
  await run(
    db,
    sql`insert into old_passwords (account_id, hash, set_at) select account_id, hash, set_at from passwords where account_id = ${accountId}`,
  )
  await run(
    db,
    sql`insert into passwords (account_id, hash) values (${accountId}, ${hash})
      on conflict (account_id) do update set hash = excluded.hash, set_at = clock_now(), disabled_at = null`,
  )
}

/** The same password under newer parameters. */
export const rehashPassword = (db: Db, accountId: string, before: string, hash: string) =>
  run(db, sql`update passwords set hash = ${hash} where account_id = ${accountId} and hash = ${before}`)

/** The newest hashes, the present one first. */
export const lastHashes = async (db: Db, accountId: string, count: number): Promise<string[]> =>
  (
    await all(
      db,
      sql<{ hash: string }>`select hash from (
        select hash, set_at from passwords where account_id = ${accountId}
        union all select hash, set_at from old_passwords where account_id = ${accountId}) h
        order by set_at desc limit ${count}`,
    )
  ).map((row) => row.hash)

/** 100 wrong in a row: off until it is set anew. */
export const disablePassword = (db: Db, accountId: string) =>
  run(db, sql`update passwords set disabled_at = clock_now() where account_id = ${accountId} and disabled_at is null`)

/** The password that may be used: set, and not switched off. */
export const findUsablePassword = async (db: Db, accountId: string): Promise<Password | undefined> => {
  const found = await findPassword(db, accountId)
  return found && !found.disabled_at ? found : undefined
}

/** Puts a new hash in the place of exactly this one; false where another change came first. */
export async function swapPassword(
  db: Db,
  accountId: string,
  swap: { before: string; hash: string },
): Promise<boolean> {
  const done = await run(
    db,
    sql`with old as (select account_id, hash, set_at from passwords where account_id = ${accountId} and hash = ${swap.before} for update),
        kept as (insert into old_passwords (account_id, hash, set_at) select account_id, hash, set_at from old)
      update passwords p set hash = ${swap.hash}, set_at = clock_now() from old where p.account_id = old.account_id`,
  )
  return done === 1
}
