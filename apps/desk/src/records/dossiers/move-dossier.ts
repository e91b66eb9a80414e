// Moves a dossier one step: the step must be in the table, the person's to take, and the dossier as they saw it.
import { readClock } from '@motcua/db/clock.ts'
import type { Db } from '@motcua/db/query.ts'
import type { Calendar } from '../calendar/calendar.ts'
import { findProcessor } from '../colleagues/store.ts'
import { effectOf, type Holder } from './effect.ts'
import { findStep, hasRight, isTheirs, type Move, type Step } from './moves.ts'
import type { DossierRefusal } from './refusals.ts'
import { type Actor, applyMove, type Dossier, findDossier, findMove, type HistoryRow } from './store.ts'

/** `version`: what the person saw. `to`: the colleague of a hand-over; empty for the agency's queue. */
export type MoveOrder = { actor: Actor; code: string; version: number; move: Move; note: string; to: string }

export type Moved = { ok: true; dossier: Dossier; repeated: boolean } | DossierRefusal

export async function moveDossier(db: Db, calendar: Calendar, order: MoveOrder): Promise<Moved> {
  const { actor, move, note } = order
  const dossier = await findDossier(db, actor.agency, order.code)
  if (!dossier) return { ok: false, code: 'not-found' }
  if (dossier.version !== order.version) return lateFor(db, dossier, order)
  const step = findStep(move, dossier.status)
  const refused = step ? refusalOf(order, dossier, step) : 'not-possible'
  if (!step || refused) return { ok: false, code: refused ?? 'not-possible' }
  const to = await receiverOf(db, order)
  if (to === undefined) return { ok: false, code: 'colleague-unknown' }
  const at = await readClock(db)
  const state = effectOf(calendar, dossier, { move, at, by: actor, to })
  const done = await applyMove(db, { dossier, move, to: step.to, at, state, by: actor, toName: to?.name ?? null, note })
  return done ? { ok: true, dossier, repeated: false } : lateFor(db, dossier, order)
}

function refusalOf({ actor, note }: MoveOrder, dossier: Dossier, step: Step) {
  if (!hasRight(actor, step)) return 'no-right' as const
  if (!isTheirs(actor, dossier, step)) return 'not-holder' as const
  return step.needsNote && !note ? ('note-missing' as const) : undefined
}

/** Undefined: a name that is no processor of the agency. */
async function receiverOf(db: Db, { actor, move, to }: MoveOrder): Promise<Holder | null | undefined> {
  if (move !== 'hand-over' || to === '') return null
  return findProcessor(db, actor.agency, to)
}

/** The dossier moved since it was seen: by this very order sent twice, or by another one. */
async function lateFor(db: Db, dossier: Dossier, order: MoveOrder): Promise<Moved> {
  const last = await findMove(db, dossier.id, order.version + 1)
  if (!last) return { ok: false, code: 'not-possible' }
  if (await isSame(db, last, order)) return { ok: true, dossier, repeated: true }
  return { ok: false, code: 'moved-already', last }
}

/** The history keeps the receiver's name only. */
async function isSame(db: Db, last: HistoryRow, order: MoveOrder): Promise<boolean> {
  if (last.by_sub !== order.actor.sub || last.move !== order.move || last.note !== order.note) return false
  return last.to_name === ((await receiverOf(db, order))?.name ?? null)
}
