// What may happen to a dossier: every allowed step from one national status to the next, and who may take it.
import { type Status, status } from './status.ts'

export const moveNames = [
  'accept',
  'refuse',
  'process',
  'take',
  'hand-over',
  'ask-supplement',
  'supplement-arrived',
  'ask-payment',
  'payment-made',
  'finish',
  'return-result',
  'withdraw',
  'stop',
] as const

export type Move = (typeof moveNames)[number]
export type Right = 'receive' | 'process' | 'approve' | 'return'

/** `rights`: any one of them. `whose`: the holder's alone (a leader may step in), the queue's, or anybody's of the agency. */
export type Step = {
  move: Move
  from: Status
  to: Status
  rights: readonly Right[]
  whose: 'holder' | 'queue' | 'anybody'
  needsNote?: true
}

const { registered, received, refused, processing, supplement, payment, withdrawal, stopped, finished, returned } =
  status
const desk: readonly Right[] = ['receive', 'process']
const processor: readonly Right[] = ['process', 'approve']

export const steps: readonly Step[] = [
  { move: 'accept', from: registered, to: received, rights: ['receive'], whose: 'anybody' },
  { move: 'refuse', from: registered, to: refused, rights: ['receive'], whose: 'anybody', needsNote: true },
  { move: 'ask-supplement', from: registered, to: supplement, rights: ['receive'], whose: 'anybody', needsNote: true },
  { move: 'process', from: received, to: processing, rights: ['process'], whose: 'holder' },
  { move: 'hand-over', from: received, to: received, rights: [...desk, 'approve'], whose: 'holder' },
  { move: 'hand-over', from: processing, to: processing, rights: processor, whose: 'holder' },
  { move: 'hand-over', from: supplement, to: supplement, rights: processor, whose: 'holder' },
  { move: 'hand-over', from: payment, to: payment, rights: processor, whose: 'holder' },
  { move: 'take', from: processing, to: processing, rights: ['process'], whose: 'queue' },
  { move: 'take', from: supplement, to: supplement, rights: ['process'], whose: 'queue' },
  { move: 'take', from: payment, to: payment, rights: ['process'], whose: 'queue' },
  { move: 'ask-supplement', from: processing, to: supplement, rights: ['process'], whose: 'holder', needsNote: true },
  { move: 'supplement-arrived', from: supplement, to: processing, rights: desk, whose: 'anybody' },
  { move: 'ask-payment', from: processing, to: payment, rights: ['process'], whose: 'holder', needsNote: true },
  { move: 'payment-made', from: payment, to: processing, rights: desk, whose: 'anybody' },
  { move: 'finish', from: processing, to: finished, rights: processor, whose: 'holder' },
  { move: 'return-result', from: finished, to: returned, rights: ['return'], whose: 'anybody' },
  { move: 'withdraw', from: registered, to: withdrawal, rights: ['receive'], whose: 'anybody', needsNote: true },
  { move: 'withdraw', from: received, to: withdrawal, rights: ['receive'], whose: 'anybody', needsNote: true },
  { move: 'withdraw', from: processing, to: withdrawal, rights: ['receive'], whose: 'anybody', needsNote: true },
  { move: 'withdraw', from: supplement, to: withdrawal, rights: ['receive'], whose: 'anybody', needsNote: true },
  { move: 'withdraw', from: payment, to: withdrawal, rights: ['receive'], whose: 'anybody', needsNote: true },
  { move: 'stop', from: processing, to: stopped, rights: ['approve'], whose: 'anybody', needsNote: true },
  { move: 'stop', from: supplement, to: stopped, rights: ['approve'], whose: 'anybody', needsNote: true },
  { move: 'stop', from: withdrawal, to: stopped, rights: ['approve'], whose: 'anybody', needsNote: true },
]

export const findStep = (move: Move, from: Status): Step | undefined =>
  steps.find((step) => step.move === move && step.from === from)

type Held = { status: Status; holder_sub: string | null }
type Mover = { sub: string; rights: readonly string[] }

export const hasRight = (who: Mover, step: Step): boolean => step.rights.some((right) => who.rights.includes(right))

/** Is it theirs to do? A dossier without a holder waits in the agency's queue for any processor. */
export function isTheirs(who: Mover, dossier: Held, step: Step): boolean {
  if (step.whose === 'anybody') return true
  if (step.whose === 'queue') return dossier.holder_sub === null
  return dossier.holder_sub === null || dossier.holder_sub === who.sub || who.rights.includes('approve')
}

/** What this person may do with this dossier now, in the table's order. */
export const stepsFor = (who: Mover, dossier: Held): Step[] =>
  steps.filter((step) => step.from === dossier.status && hasRight(who, step) && isTheirs(who, dossier, step))
