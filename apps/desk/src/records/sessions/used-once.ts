// What may be used once: the state of a trip, the id of a logout or traces token; and which sessions of the account service are over.
import { type Db, run, sql } from '@motcua/db/query.ts'

/** True for the one caller that comes first. `life` in seconds: afterwards the thing is refused for its age anyway. */
export const useOnce = async (
  db: Db,
  kind: 'trip' | 'logout-token' | 'traces-token',
  idHash: string,
  life: number,
): Promise<boolean> =>
  (await run(
    db,
    sql`insert into used_once (kind, id_hash, expires_at) values (${kind}, ${idHash}, clock_now() + ${life} * interval '1 second')
      on conflict (kind, id_hash) do nothing`,
  )) === 1

/** A sign-in still on its way must not open a session that is over by then. */
export const noteLogout = (db: Db, sid: string, life: number) =>
  run(
    db,
    sql`insert into logouts (sid, expires_at) values (${sid}, clock_now() + ${life} * interval '1 second')
      on conflict (sid) do update set expires_at = excluded.expires_at`,
  )

export const purgeUsed = (db: Db, count: number) =>
  run(
    db,
    sql`delete from used_once where ctid in (select ctid from used_once where expires_at < clock_now() limit ${count})`,
  )

export const purgeLogouts = (db: Db, count: number) =>
  run(
    db,
    sql`delete from logouts where ctid in (select ctid from logouts where expires_at < clock_now() limit ${count})`,
  )
