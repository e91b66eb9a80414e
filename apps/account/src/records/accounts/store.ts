// Accounts: officers, citizens, enterprises, administrators, auditors.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

export type AccountKind = 'officer' | 'citizen' | 'enterprise' | 'administrator' | 'auditor'

export type Account = {
  id: string
  kind: AccountKind
  name: string
  id_number: string | null
  old_id_number: string | null
  username: string | null
  birth_date: string | null
  email: string | null
  agency_code: string | null
  agency_name: string | null
  agency_name_en: string | null
  agency_help: string | null
  role: 'officer' | 'unit-admin' | null
  rights: string[]
  tech_id: string | null
  linked_at: Date | null
  last_sign_in_at: Date | null
  /** For 45 days nobody signed in with it, through any door. */
  is_idle: boolean
  suspended_at: Date | null
  suspended_reason: string | null
  /** Since the person said "it was not me"; null where they proved anew who they are. */
  held_at: Date | null
}

const idle = sql`coalesce(a.last_sign_in_at, a.created_at) < clock_now() - ${limits.idleAccount.after} * interval '1 second'`

const account = sql`select a.id, a.kind, a.name, a.id_number, a.old_id_number, a.username, a.birth_date, a.email, a.agency_code,
  g.name_vi as agency_name, g.name_en as agency_name_en,
  nullif(concat_ws(' · ', nullif(g.help_phone, ''), nullif(g.help_hours, '')), '') as agency_help,
  a.role, a.rights, a.tech_id, a.linked_at, a.last_sign_in_at, ${idle} as is_idle, a.suspended_at, a.suspended_reason, a.held_at
  from accounts a left join agencies g on g.code = a.agency_code`

export const findAccount = (db: Db, id: string) => first(db, sql<Account>`${account} where a.id = ${id}`)

/** The officer with this CCCD or old CMND number, suspended or not. */
export const findOfficerByIdNumber = (db: Db, idNumber: string) =>
  first(
    db,
    sql<Account>`${account} where a.kind = 'officer' and (a.id_number = ${idNumber} or a.old_id_number = ${idNumber})
      order by a.id_number = ${idNumber} desc limit 1`,
  )

/** The citizen or enterprise that signs in with this phone number (E.164). */
export const findPublicByPhone = (db: Db, phone: string) =>
  first(
    db,
    sql<Account>`${account} join phones p on p.account_id = a.id and p.removed_at is null and p.codes_from is not null
      and p.audience = 'public' and p.number = ${phone} where a.kind in ('citizen', 'enterprise')`,
  )

export const findConsoleUser = (db: Db, username: string) =>
  first(db, sql<Account>`${account} where a.kind in ('administrator', 'auditor') and a.username = ${username}`)

export const findByTechId = (db: Db, techId: string) => first(db, sql<Account>`${account} where a.tech_id = ${techId}`)

/** Links the portal's identity on the person's first arrival, in two tabs too; false where another one is linked already. */
export async function linkTechId(db: Db, id: string, techId: string): Promise<boolean> {
  const done = sql`update accounts set tech_id = ${techId}, linked_at = clock_now() where id = ${id} and (tech_id is null or tech_id = ${techId})`
  return (await run(db, done)) === 1
}

type SignInBy = { byStandby: boolean }

/** Part of a larger statement, or travelling before one: it locks the person's row. */
export const notedSignIn = (id: string, { byStandby }: SignInBy) =>
  sql`update accounts set last_sign_in_at = clock_now(),
    standby_sign_in_at = case when ${byStandby}::bool then clock_now() else standby_sign_in_at end where id = ${id}`

export type NewOfficer = {
  id_number: string
  old_id_number: string | null
  name: string
  agency_code: string
  role: 'officer' | 'unit-admin'
  rights: string[]
  email: string | null
  birth_date: string | null
}

/** Adds an officer, or renews the one with this ID number; gives the account's id. */
export const saveOfficer = (db: Db, officer: NewOfficer) =>
  one(
    db,
    sql<{
      id: string
    }>`insert into accounts (kind, name, id_number, old_id_number, agency_code, role, rights, email, birth_date)
      values ('officer', ${officer.name}, ${officer.id_number}, ${officer.old_id_number}, ${officer.agency_code}, ${officer.role},
        ${officer.rights}, ${officer.email}, ${officer.birth_date})
      on conflict (id_number) where kind = 'officer' do update set name = excluded.name, old_id_number = excluded.old_id_number,
        agency_code = excluded.agency_code, role = excluded.role, rights = excluded.rights, email = excluded.email,
        birth_date = excluded.birth_date
      returning id`,
  )

const isMoved = sql`(a.role is distinct from l.role or a.agency_code is distinct from l.agency_code
  or not (a.rights @> l.rights and a.rights <@ l.rights))`

/** What a list would do to the officers there are: new ones, known ones, and known ones whose role, rights or agency change. */
export const compareOfficers = (db: Db, officers: readonly NewOfficer[]) =>
  one(
    db,
    sql<{
      added: number
      renewed: number
      moved: number
    }>`select count(*) filter (where a.id is null) as added, count(a.id) as renewed,
      count(a.id) filter (where ${isMoved}) as moved
      from jsonb_to_recordset(${JSON.stringify(officers)}::jsonb) as l(id_number text, role text, agency_code text, rights text[])
      left join accounts a on a.kind = 'officer' and a.id_number = l.id_number`,
  )

/** Those of them whose role, rights or agency a list changes: what they were told they may do is not so any more. */
export const findMoved = async (db: Db, officers: readonly NewOfficer[]): Promise<string[]> => {
  const rows = await all(
    db,
    sql<{ id: string }>`select a.id
      from jsonb_to_recordset(${JSON.stringify(officers)}::jsonb) as l(id_number text, role text, agency_code text, rights text[])
      join accounts a on a.kind = 'officer' and a.id_number = l.id_number where ${isMoved}`,
  )
  return rows.map((row) => row.id)
}

/** Old numbers of these officers that another officer of the present list has. */
export const takenOldNumbers = async (
  db: Db,
  officers: readonly Pick<NewOfficer, 'id_number' | 'old_id_number'>[],
): Promise<string[]> => {
  const wanted = new Map(officers.flatMap((o) => (o.old_id_number ? [[o.old_id_number, o.id_number] as const] : [])))
  const rows = await all(
    db,
    sql<{ old_id_number: string; id_number: string }>`select old_id_number, id_number from accounts
      where kind = 'officer' and old_id_number = any(${[...wanted.keys()]}::text[])`,
  )
  return rows.filter((row) => wanted.get(row.old_id_number) !== row.id_number).map((row) => row.old_id_number)
}

/** The numbers that this person may type at the form: CCCD and old CMND, or the phone. */
export const typedNumbers = async (db: Db, accountId: string): Promise<string[]> =>
  (
    await first(
      db,
      sql<{ numbers: string[] }>`select ${typedNumbersOf} as numbers from accounts a where id = ${accountId}`,
    )
  )?.numbers ?? []

/** For statements that read an account `a`. */
export const typedNumbersOf = sql`array(select n from unnest(array[a.id_number, a.old_id_number]) n where n is not null union
  select number from phones where account_id = a.id and audience = 'public' and codes_from is not null and removed_at is null)`

export const addPublicAccount = (db: Db, kind: 'citizen' | 'enterprise', name: string) =>
  one(db, sql<{ id: string }>`insert into accounts (kind, name) values (${kind}, ${name}) returning id`)

/** Adds an administrator or auditor; undefined where the username is taken. */
export const addConsoleUser = (db: Db, user: { kind: 'administrator' | 'auditor'; username: string; name: string }) =>
  first(
    db,
    sql<{
      id: string
    }>`insert into accounts (kind, username, name) values (${user.kind}, ${user.username}, ${user.name})
      on conflict (username) do nothing returning id`,
  )

export const suspendAccount = (db: Db, id: string, reason: string) =>
  run(
    db,
    sql`update accounts set suspended_at = clock_now(), suspended_reason = ${reason} where id = ${id} and suspended_at is null`,
  )

export const restoreAccount = (db: Db, id: string) =>
  run(
    db,
    sql`update accounts set suspended_at = null, suspended_reason = null where id = ${id} and suspended_at is not null`,
  )

export type OfficerFilter = { text?: string; agency?: string; isIdle?: boolean }

const chosen = ({ text = '', agency = '', isIdle = false }: OfficerFilter) => sql`a.kind = 'officer'
  and (${text} = '' or a.name ilike ${`%${text}%`} or a.id_number = ${text} or a.old_id_number = ${text})
  and (${agency} = '' or ${agency} = any(g.lineage))
  and (not ${isIdle}::boolean or (a.suspended_at is null and ${idle}))`

/** Officers by name or number, within an agency and those below it; or only those that nobody uses. Name search ignores case. */
export const searchOfficers = (db: Db, filter: OfficerFilter & { offset: number; count: number }) =>
  all(
    db,
    sql<Account>`${account} where ${chosen(filter)} order by g.code, a.name, a.id limit ${filter.count} offset ${filter.offset}`,
  )

export const countOfficers = async (db: Db, filter: OfficerFilter): Promise<number> =>
  (
    await one(
      db,
      sql<{
        n: number
      }>`select count(*) as n from accounts a left join agencies g on g.code = a.agency_code where ${chosen(filter)}`,
    )
  ).n

/** Administrators and auditors, by user name. */
export const listConsoleUsers = (db: Db) =>
  all(db, sql<Account>`${account} where a.kind in ('administrator', 'auditor') order by a.kind, a.username`)

/** Suspending administrators happens one after the other, so that two cannot suspend each other. Held until the transaction ends. */
export const lockAdministrators = (db: Db) => run(db, sql`select pg_advisory_xact_lock(hashtext('administrators'))`)

/** Is there an administrator besides this one who is not suspended? */
export const hasOtherAdministrator = async (db: Db, id: string): Promise<boolean> =>
  (await first(
    db,
    sql`select 1 from accounts where kind = 'administrator' and suspended_at is null and id <> ${id} limit 1`,
  )) !== undefined
