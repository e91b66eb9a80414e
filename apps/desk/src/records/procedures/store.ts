// Procedures in versions: each row is valid between two dates.
import { all, type Db, first, run, sql } from '@motcua/db/query.ts'
import type { Term } from '../calendar/due-at.ts'

export type PaperKind = 'original' | 'copy' | 'electronic'
export type Paper = { vi: string; en: string; kind: PaperKind; count: number }
export type Level = 'commune' | 'district' | 'department'

export type Procedure = {
  id: string
  code: string
  name_vi: string
  name_en: string
  levels: Level[]
  /** Only these agencies of the level; all of them where empty. */
  agency_codes: string[]
  term_amount: number
  term_unit: Term['unit']
  /** Đồng, for one case. */
  fee: number
  fee_note_vi: string
  fee_note_en: string
  papers: Paper[]
  valid_from: string
  valid_to: string | null
}

const today = sql`(clock_now() at time zone 'Asia/Ho_Chi_Minh')::date`
const isValid = sql`valid_from <= ${today} and (valid_to is null or valid_to >= ${today})`

/** What an agency receives today, by name. */
export const listProceduresOf = (db: Db, agency: string) =>
  all(
    db,
    sql<Procedure>`select p.* from procedures p join agencies a on a.code = ${agency}
      where a.kind = any (p.levels) and (p.agency_codes = '{}' or a.code = any (p.agency_codes)) and ${isValid}
      order by p.name_vi`,
  )

/** Undefined where the agency does not receive it today. */
export const findProcedureOf = (db: Db, agency: string, code: string) =>
  first(
    db,
    sql<Procedure>`select p.* from procedures p join agencies a on a.code = ${agency}
      where p.code = ${code} and a.kind = any (p.levels) and (p.agency_codes = '{}' or a.code = any (p.agency_codes))
        and ${isValid}`,
  )

/** Adds or renews versions; an open older version ends the day before the next one begins. */
export const saveProcedures = (db: Db, procedures: readonly Omit<Procedure, 'id'>[]) =>
  run(
    db,
    sql`insert into procedures (code, name_vi, name_en, levels, agency_codes, term_amount, term_unit, fee, fee_note_vi,
        fee_note_en, papers, valid_from, valid_to)
      select * from jsonb_to_recordset(${JSON.stringify(procedures)}::jsonb)
        as p(code text, name_vi text, name_en text, levels text[], agency_codes text[], term_amount int4, term_unit text,
          fee int4, fee_note_vi text, fee_note_en text, papers jsonb, valid_from date, valid_to date)
      on conflict (code, valid_from) do update set name_vi = excluded.name_vi, name_en = excluded.name_en,
        levels = excluded.levels, agency_codes = excluded.agency_codes, term_amount = excluded.term_amount,
        term_unit = excluded.term_unit, fee = excluded.fee, fee_note_vi = excluded.fee_note_vi,
        fee_note_en = excluded.fee_note_en, papers = excluded.papers, valid_to = excluded.valid_to`,
  )

export const endOlderVersions = (db: Db) =>
  run(
    db,
    sql`update procedures p set valid_to = n.next - 1
      from (select id, lead(valid_from) over (partition by code order by valid_from) as next from procedures) n
      where n.id = p.id and n.next is not null and (p.valid_to is null or p.valid_to >= n.next)`,
  )
