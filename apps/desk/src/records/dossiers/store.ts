// Dossiers and their history: each change is one statement that writes both.
import { all, type Db, first, one, run, sql } from '@motcua/db/query.ts'
import type { Term } from '../calendar/due-at.ts'
import type { Paper } from '../procedures/store.ts'
import type { State } from './effect.ts'
import type { Move } from './moves.ts'
import type { Status } from './status.ts'

export type Door = 'portal' | 'standby'

/** Who acts, and through which door they were signed in. */
export type Actor = {
  sub: string
  name: string
  agency: string
  rights: readonly string[]
  door: Door
  periodId: string | null
}

export type Application = {
  channel: 1 | 2 | 3
  applicant_kind: 'citizen' | 'organisation'
  applicant_name: string
  applicant_id_number: string
  applicant_phone: string
  applicant_email: string
  applicant_address: string
  papers: readonly Paper[]
  sets: number
  result_way: 'counter' | 'post' | 'online'
  fee: number
  note: string
}

export type Dossier = Omit<Application, 'papers'> & {
  id: string
  code: string
  agency_code: string
  procedure_id: string
  procedure_code: string
  procedure_vi: string
  procedure_en: string
  term_amount: number
  term_unit: Term['unit']
  papers: Paper[]
  status: Status
  version: number
  holder_sub: string | null
  holder_name: string | null
  created_at: Date
  received_at: Date | null
  due_at: Date | null
  paused_at: Date | null
  supplements: number
  finished_at: Date | null
  closed_at: Date | null
}

export type HistoryRow = {
  version: number
  at: Date
  move: Move | 'receive' | 'register'
  from_status: Status | null
  to_status: Status
  by_sub: string
  by_name: string
  to_name: string | null
  note: string
  door: Door
  period_id: string | null
}

export const withProcedure = sql`select d.*, p.code as procedure_code, p.name_vi as procedure_vi, p.name_en as procedure_en,
  p.term_amount, p.term_unit from dossiers d join procedures p on p.id = d.procedure_id`

/** Only within the agency: another agency's dossier is not there. */
export const findDossier = (db: Db, agency: string, code: string) =>
  first(db, sql<Dossier>`${withProcedure} where d.code = ${code} and d.agency_code = ${agency}`)

/** For the public look-up: by code and the last figures of the applicant's number. */
export const findDossierOfPerson = (db: Db, code: string, lastFigures: string) =>
  first(
    db,
    sql<Dossier & { agency_vi: string; agency_en: string; help_phone: string; help_hours: string; now: Date }>`
      select f.*, a.name_vi as agency_vi, a.name_en as agency_en, a.help_phone, a.help_hours, clock_now() as now from (${withProcedure}) f
      join agencies a on a.code = f.agency_code
      where f.code = ${code} and right(f.applicant_id_number, 4) = ${lastFigures}`,
  )

/** The dossier that this form became, where it came from this person and says the same. */
export const findCodeOfForm = (
  db: Db,
  { formId, by, procedureId, application: a }: Pick<NewDossier, 'formId' | 'by' | 'procedureId' | 'application'>,
) =>
  first(
    db,
    sql<{ code: string }>`select d.code from dossiers d join received_forms f using (form_id)
      where f.form_id = ${formId}::uuid and f.by_sub = ${by.sub} and d.procedure_id = ${procedureId}::uuid
        and d.channel = ${a.channel}::int2 and d.applicant_kind = ${a.applicant_kind} and d.applicant_name = ${a.applicant_name}
        and d.applicant_id_number = ${a.applicant_id_number} and d.applicant_phone = ${a.applicant_phone}
        and d.applicant_email = ${a.applicant_email} and d.applicant_address = ${a.applicant_address}
        and d.papers = ${JSON.stringify(a.papers)}::jsonb and d.sets = ${a.sets}::int4 and d.result_way = ${a.result_way}
        and d.note = ${a.note}`,
  )

export const listHistory = (db: Db, dossierId: string) =>
  all(db, sql<HistoryRow>`select * from dossier_moves where dossier_id = ${dossierId} order by version desc`)

export const findMove = (db: Db, dossierId: string, version: number) =>
  first(db, sql<HistoryRow>`select * from dossier_moves where dossier_id = ${dossierId} and version = ${version}`)

export type NewDossier = {
  formId: string
  application: Application
  procedureId: string
  search: string
  /** The day of the code, local, ISO. */
  day: string
  at: Date
  status: Status
  state: Pick<State, 'holder_sub' | 'holder_name' | 'received_at' | 'due_at'>
  by: Actor
}

/**
 * Takes the form, the agency's next number of that day, and writes dossier and first history row: all or nothing, so the
 * numbers have no gaps. Gives nothing where the form was taken before.
 */
export const insertDossier = (db: Db, { formId, application: a, state, by, ...rest }: NewDossier) =>
  first(
    db,
    sql<{ id: string; code: string }>`with form as (
      insert into received_forms (form_id, by_sub, at) values (${formId}::uuid, ${by.sub}, ${rest.at})
      on conflict do nothing returning form_id
    ), number as (
      insert into dossier_numbers as n (agency_code, day, last) select ${by.agency}::text, ${rest.day}::date, 1 from form
      on conflict (agency_code, day) do update set last = n.last + 1 returning day, last
    ), dossier as (
      insert into dossiers (code, form_id, agency_code, procedure_id, channel, applicant_kind, applicant_name,
        applicant_id_number, applicant_phone, applicant_email, applicant_address, papers, sets, result_way, fee, note, search,
        status, holder_sub, holder_name, created_at, received_at, due_at)
      select made.code, ${formId}::uuid, ${by.agency}, ${rest.procedureId}::uuid, ${a.channel}::int2, ${a.applicant_kind},
        ${a.applicant_name}, ${a.applicant_id_number}, ${a.applicant_phone}, ${a.applicant_email}, ${a.applicant_address},
        ${JSON.stringify(a.papers)}::jsonb, ${a.sets}::int4, ${a.result_way}, ${a.fee}::int4, ${a.note},
        lower(made.code) || ' ' || ${rest.search}, ${rest.status}::int2, ${state.holder_sub}, ${state.holder_name},
        ${rest.at}::timestamptz, ${state.received_at}::timestamptz, ${state.due_at}::timestamptz
      from (select g.national_id || '-' || to_char(n.day, 'YYMMDD') || '-'
          || lpad(n.last::text, greatest(4, length(n.last::text)), '0') as code
        from number n, agencies g where g.code = ${by.agency}) made
      returning id, code
    ), history as (
      insert into dossier_moves (dossier_id, version, at, move, to_status, by_sub, by_name, door, period_id)
      select id, 1, ${rest.at}::timestamptz, ${rest.status === 1 ? 'register' : 'receive'}, ${rest.status}::int2, ${by.sub}, ${by.name},
        ${by.door}, ${by.periodId} from dossier
    ) select id, code from dossier`,
  )

export type MoveRow = {
  dossier: Pick<Dossier, 'id' | 'version' | 'status'>
  move: Move
  to: Status
  at: Date
  state: State
  by: Actor
  toName: string | null
  note: string
}

/** Moves a dossier that still is as it was seen, and writes the history. False where somebody was quicker. */
export async function applyMove(db: Db, { dossier, state, by, ...rest }: MoveRow): Promise<boolean> {
  const { moved } = await one(
    db,
    sql<{ moved: number }>`with moved as (
      update dossiers set status = ${rest.to}::int2, version = version + 1, holder_sub = ${state.holder_sub},
        holder_name = ${state.holder_name}, received_at = ${state.received_at}, due_at = ${state.due_at},
        paused_at = ${state.paused_at}, supplements = ${state.supplements}::int4, finished_at = ${state.finished_at},
        closed_at = ${state.closed_at}
      where id = ${dossier.id} and version = ${dossier.version}::int4 and status = ${dossier.status}::int2
      returning id, version
    ), history as (
      insert into dossier_moves (dossier_id, version, at, move, from_status, to_status, by_sub, by_name, to_name, note, door,
        period_id)
      select id, version, ${rest.at}::timestamptz, ${rest.move}, ${dossier.status}::int2, ${rest.to}::int2, ${by.sub}, ${by.name},
        ${rest.toName}, ${rest.note}, ${by.door}, ${by.periodId} from moved
    ) select count(*)::int4 as moved from moved`,
  )
  return moved === 1
}

/** Sample dossiers name their holder by agency and name until that person first signs in. */
export const sampleHolder = (agency: string, name: string): string => `sample ${agency} ${name}`

export const adoptSampleDossiers = (db: Db, person: { sub: string; name: string; agency: string }) =>
  run(
    db,
    sql`update dossiers set holder_sub = ${person.sub}
      where agency_code = ${person.agency} and holder_sub = ${sampleHolder(person.agency, person.name)}`,
  )

export const isEmpty = async (db: Db): Promise<boolean> =>
  (await one(db, sql<{ empty: boolean }>`select not exists (select from dossiers) as empty`)).empty
