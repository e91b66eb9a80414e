// The reception form that somebody has not finished: one a person, it outlives the session.
import { type Db, first, run, sql } from '@motcua/db/query.ts'
import { limits } from '../../limits.ts'

export type Draft = { form_id: string; fields: Record<string, string>; saved_at: Date }

/** A form that already became a dossier is no draft any more: a late save does not bring it back. */
export const saveDraft = (db: Db, draft: { sub: string; formId: string; fields: Readonly<Record<string, string>> }) =>
  run(
    db,
    sql`insert into drafts (sub, form_id, fields)
      select ${draft.sub}, ${draft.formId}::uuid, ${JSON.stringify(draft.fields)}::jsonb
      where not exists (select from received_forms where form_id = ${draft.formId}::uuid)
      on conflict (sub) do update set form_id = excluded.form_id, fields = excluded.fields, saved_at = excluded.saved_at`,
  )

export const findDraft = (db: Db, sub: string) =>
  first(db, sql<Draft>`select form_id, fields, saved_at from drafts where sub = ${sub}`)

export const deleteDraft = (db: Db, sub: string) => run(db, sql`delete from drafts where sub = ${sub}`)

/** The form became a dossier. A draft of another form, begun in another tab, stays. */
export const deleteDraftOf = (db: Db, sub: string, formId: string) =>
  run(db, sql`delete from drafts where sub = ${sub} and form_id = ${formId}::uuid`)

/** Personal data is not kept longer than needed. */
export const purgeDrafts = (db: Db, count: number) =>
  run(
    db,
    sql`delete from drafts where ctid in (select ctid from drafts
      where saved_at < clock_now() - ${limits.kept.drafts} * interval '1 second' limit ${count})`,
  )
