// Receives a dossier at the counter: the form becomes a dossier with a code and a due time, once.
import { readClock } from '@motcua/db/clock.ts'
import { type Db, inTransaction } from '@motcua/db/query.ts'
import { type Calendar, dayOf } from '../calendar/calendar.ts'
import { dueAt } from '../calendar/due-at.ts'
import { deleteDraftOf } from '../drafts/store.ts'
import { findProcedureOf, type Procedure } from '../procedures/store.ts'
import type { DossierRefusal } from './refusals.ts'
import { searchable } from './searchable.ts'
import { status } from './status.ts'
import { type Actor, type Application, findCodeOfForm, insertDossier } from './store.ts'

/** `formId` names the form that was opened: sent twice, it gives the same dossier; with something else in it, none. */
export type Reception = { actor: Actor; formId: string; procedureCode: string; application: Application }

export type Received = { ok: true; code: string; repeated: boolean } | DossierRefusal

export async function receiveDossier(db: Db, calendar: Calendar, reception: Reception): Promise<Received> {
  const { actor } = reception
  if (!actor.rights.includes('receive')) return { ok: false, code: 'no-right' }
  const procedure = await findProcedureOf(db, actor.agency, reception.procedureCode)
  if (!procedure) return { ok: false, code: 'procedure-unknown' }
  const at = await readClock(db)
  const sent = newDossier(calendar, reception, procedure, at)
  const made = await inTransaction(db, async (tx) => {
    const dossier = await insertDossier(tx, sent)
    if (dossier) await deleteDraftOf(tx, actor.sub, sent.formId)
    return dossier
  })
  if (made) return { ok: true, code: made.code, repeated: false }
  const before = await findCodeOfForm(db, sent)
  return before ? { ok: true, code: before.code, repeated: true } : { ok: false, code: 'form-used' }
}

function newDossier(calendar: Calendar, { actor, formId, application }: Reception, procedure: Procedure, at: Date) {
  // Who may process goes on with it; otherwise it waits in the agency's queue.
  const keeps = actor.rights.includes('process')
  return {
    formId,
    application,
    procedureId: procedure.id,
    search: searchOf(application, procedure),
    day: dayOf(at).toString(),
    at,
    status: status.received,
    state: {
      holder_sub: keeps ? actor.sub : null,
      holder_name: keeps ? actor.name : null,
      received_at: at,
      due_at: dueAt(calendar, at, { unit: procedure.term_unit, amount: procedure.term_amount }),
    },
    by: actor,
  }
}

export const searchOf = (
  application: Application,
  procedure: Pick<Procedure, 'code' | 'name_vi' | 'name_en'>,
): string => searchable(`${application.applicant_name} ${procedure.code} ${procedure.name_vi} ${procedure.name_en}`)
