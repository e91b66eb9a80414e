// Agencies by code, as this desk must name them: their national id opens every dossier code.
import { type Db, first, run, sql } from '@motcua/db/query.ts'

export type Agency = {
  code: string
  national_id: string
  name_vi: string
  name_en: string
  kind: 'province' | 'department' | 'district' | 'commune'
  help_phone: string
  help_hours: string
}

export const findAgency = (db: Db, code: string) => first(db, sql<Agency>`select * from agencies where code = ${code}`)

/** Adds or renews all of them in one statement. */
export const saveAgencies = (db: Db, agencies: readonly Agency[]) =>
  run(
    db,
    sql`insert into agencies (code, national_id, name_vi, name_en, kind, help_phone, help_hours)
      select * from jsonb_to_recordset(${JSON.stringify(agencies)}::jsonb)
        as a(code text, national_id text, name_vi text, name_en text, kind text, help_phone text, help_hours text)
      on conflict (code) do update set national_id = excluded.national_id, name_vi = excluded.name_vi,
        name_en = excluded.name_en, kind = excluded.kind, help_phone = excluded.help_phone, help_hours = excluded.help_hours`,
  )
