// Agencies: departments, districts and communes of the province, with validity dates.
import { all, type Db, run, sql } from '@motcua/db/query.ts'

export type Agency = {
  code: string
  national_id: string
  name_vi: string
  name_en: string
  parent_code: string | null
  kind: 'province' | 'department' | 'district' | 'commune'
  help_phone: string
  help_hours: string
  valid_from: string
  valid_to: string | null
}

/** Adds or renews one agency; its parent must be there already. */
export const saveAgency = (db: Db, agency: Agency) =>
  run(
    db,
    sql`insert into agencies (code, national_id, name_vi, name_en, parent_code, lineage, kind, help_phone, help_hours, valid_from, valid_to)
      values (${agency.code}, ${agency.national_id}, ${agency.name_vi}, ${agency.name_en}, ${agency.parent_code},
        array_prepend(${agency.code}::text, coalesce((select lineage from agencies where code = ${agency.parent_code}), '{}')),
        ${agency.kind}, ${agency.help_phone}, ${agency.help_hours}, ${agency.valid_from}, ${agency.valid_to})
      on conflict (code) do update set national_id = excluded.national_id, name_vi = excluded.name_vi, name_en = excluded.name_en,
        parent_code = excluded.parent_code, lineage = excluded.lineage, kind = excluded.kind, help_phone = excluded.help_phone,
        help_hours = excluded.help_hours, valid_from = excluded.valid_from, valid_to = excluded.valid_to`,
  )

// The province's day, which begins seven hours before that of UTC.
const today = sql`(clock_now() at time zone 'Asia/Ho_Chi_Minh')::date`
const isValid = sql`(valid_from <= ${today} and (valid_to is null or valid_to >= ${today}))`

/** Agencies valid today, in the order of the tree. */
export const listAgencies = (db: Db) =>
  all(
    db,
    sql<Agency & { depth: number }>`select *, array_length(lineage, 1) - 1 as depth from agencies
      where ${isValid} order by code`,
  )

export type ListedAgency = Agency & {
  depth: number
  /** Today within its dates. */
  is_valid: boolean
  /** Officers of the agency itself, those below it not counted. */
  officers: number
  /** Agencies right below it. */
  below: number
}

/** Every agency there ever was, in the order of the tree, with its officers. */
export const listAllAgencies = (db: Db) =>
  all(
    db,
    sql<ListedAgency>`select g.*, array_length(g.lineage, 1) - 1 as depth,
      (select count(*) from accounts a where a.agency_code = g.code and a.kind = 'officer' and a.suspended_at is null) as officers,
      (select count(*) from agencies b where b.parent_code = g.code) as below,
      ${isValid} as is_valid
      from agencies g order by g.code`,
  )

/** Whom to call at this agency; false where there is no such agency, or nothing changes. */
export const setHelp = async (db: Db, code: string, help: { phone: string; hours: string }): Promise<boolean> =>
  (await run(
    db,
    sql`update agencies set help_phone = ${help.phone}, help_hours = ${help.hours}
      where code = ${code} and (help_phone, help_hours) is distinct from (${help.phone}::text, ${help.hours}::text)`,
  )) === 1

export const knownAgencyCodes = async (db: Db): Promise<Set<string>> =>
  new Set((await all(db, sql<{ code: string }>`select code from agencies`)).map((row) => row.code))

/** An agency and all below it that are valid today, itself first. */
export const listBelow = (db: Db, code: string) =>
  all(
    db,
    sql<Pick<Agency, 'code' | 'name_vi' | 'name_en'>>`select code, name_vi, name_en from agencies
      where ${code} = any(lineage) and ${isValid}
      order by code <> ${code}, code`,
  )
