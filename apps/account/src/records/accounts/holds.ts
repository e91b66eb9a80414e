// Held accounts: the person said "it was not me". Nobody signs in until the person proved anew who they are.
import { all, type Db, run, sql } from '@motcua/db/query.ts'
import type { Account } from './store.ts'

/** Suspended by an administrator, or held by the person: no door opens, and none tells why before a proof. */
export const isBarred = ({ suspended_at, held_at }: Pick<Account, 'suspended_at' | 'held_at'>): boolean =>
  suspended_at !== null || held_at !== null

/** False where it is held already. Locks the row, so that a sign-in under way comes wholly before or finds it held. */
export const holdAccount = async (db: Db, id: string): Promise<boolean> =>
  (await run(db, sql`update accounts set held_at = clock_now() where id = ${id} and held_at is null`)) === 1

/** True for one caller. */
export const releaseAccount = async (db: Db, id: string): Promise<boolean> =>
  (await run(db, sql`update accounts set held_at = null where id = ${id} and held_at is not null`)) === 1

/** The numbers of the unit administrators nearest above this officer, themself left out. */
export const unitAdministratorPhones = async (db: Db, accountId: string): Promise<string[]> =>
  (
    await all(
      db,
      sql<{
        number: string
      }>`with ours as (select a.id, g.lineage from accounts a join agencies g on g.code = a.agency_code where a.id = ${accountId}),
          above as (select u.id, array_position(ours.lineage, u.agency_code) as level from accounts u join ours on u.agency_code = any(ours.lineage)
            where u.kind = 'officer' and u.role = 'unit-admin' and u.id <> ours.id and u.suspended_at is null and u.held_at is null)
        select p.number from above join phones p on p.account_id = above.id and p.removed_at is null and p.codes_from is not null
        where above.level = (select min(level) from above)`,
    )
  ).map((row) => row.number)
