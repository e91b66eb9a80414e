// The people of an agency that this desk knows: those who have signed in here.
import { all, type Db, first, run, sql } from '@motcua/db/query.ts'

export type Colleague = { sub: string; name: string; agency_code: string; rights: string[] }

/** Called when somebody opens a page; writes only what is new or ten minutes old. */
export const rememberColleague = (db: Db, person: Colleague) =>
  run(
    db,
    sql`insert into colleagues as c (sub, name, agency_code, rights)
      values (${person.sub}, ${person.name}, ${person.agency_code}, ${person.rights}::text[])
      on conflict (sub) do update set name = excluded.name, agency_code = excluded.agency_code, rights = excluded.rights,
        seen_at = clock_now()
      where (c.name, c.agency_code, c.rights) is distinct from (excluded.name, excluded.agency_code, excluded.rights)
        or c.seen_at < clock_now() - interval '10 minutes'`,
  )

/** Those of an agency who may process, by name. */
export const listProcessors = (db: Db, agency: string) =>
  all(
    db,
    sql<Colleague>`select sub, name, agency_code, rights from colleagues
      where agency_code = ${agency} and rights && array['process', 'approve'] order by name`,
  )

export const findProcessor = (db: Db, agency: string, sub: string) =>
  first(
    db,
    sql<Colleague>`select sub, name, agency_code, rights from colleagues
      where agency_code = ${agency} and sub = ${sub} and rights && array['process', 'approve']`,
  )
