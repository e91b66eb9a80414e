// What a move changes beside the status: who holds the dossier, its clock, its dates. Pure.
import type { Calendar } from '../calendar/calendar.ts'
import { dueAfterPause, dueAt } from '../calendar/due-at.ts'
import type { Move } from './moves.ts'
import type { Dossier } from './store.ts'

export type Holder = { sub: string; name: string }

/** The columns that moves write. */
export type State = Pick<
  Dossier,
  'holder_sub' | 'holder_name' | 'received_at' | 'due_at' | 'paused_at' | 'supplements' | 'finished_at' | 'closed_at'
>

/** `to`: whom a hand-over names, null for the agency's queue. */
export type Moving = { move: Move; at: Date; by: Holder & { rights: readonly string[] }; to: Holder | null }

export function effectOf(calendar: Calendar, dossier: Dossier, moving: Moving): State {
  return { ...keep(dossier), ...changes(calendar, dossier, moving) }
}

function changes(calendar: Calendar, dossier: Dossier, { move, at, by, to }: Moving): Partial<State> {
  switch (move) {
    case 'accept':
      return { ...clockStarts(calendar, dossier, at), ...heldBy(by.rights.includes('process') ? by : null) }
    case 'process':
    case 'take':
      return heldBy(by)
    case 'hand-over':
      return heldBy(to)
    case 'ask-supplement':
      return { paused_at: at, supplements: dossier.supplements + 1 }
    case 'supplement-arrived':
      return { paused_at: null, ...clockGoesOn(calendar, dossier, at) }
    case 'finish':
      return { finished_at: at, ...heldBy(null) }
    case 'refuse':
    case 'stop':
    case 'return-result':
      return { closed_at: at, ...heldBy(null) }
    case 'ask-payment':
    case 'payment-made':
    case 'withdraw':
      return {}
  }
}

const clockStarts = (calendar: Calendar, dossier: Dossier, at: Date): Partial<State> => ({
  received_at: at,
  due_at: dueAt(calendar, at, { unit: dossier.term_unit, amount: dossier.term_amount }),
})

/** A dossier that was incomplete from the start counts as received when its papers are complete. */
function clockGoesOn(calendar: Calendar, dossier: Dossier, at: Date): Partial<State> {
  if (!dossier.due_at) return clockStarts(calendar, dossier, at)
  const pause = { from: dossier.paused_at ?? at, to: at }
  return { due_at: dueAfterPause(calendar, dossier.due_at, pause, dossier.term_unit) }
}

const heldBy = (holder: Holder | null): Partial<State> => ({
  holder_sub: holder?.sub ?? null,
  holder_name: holder?.name ?? null,
})

const keep = (dossier: Dossier): State => ({
  holder_sub: dossier.holder_sub,
  holder_name: dossier.holder_name,
  received_at: dossier.received_at,
  due_at: dossier.due_at,
  paused_at: dossier.paused_at,
  supplements: dossier.supplements,
  finished_at: dossier.finished_at,
  closed_at: dossier.closed_at,
})
