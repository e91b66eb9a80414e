// Where an attempt stands, computed from its facts (architecture.md §7). docs/journeys.md is drawn from this table.
import type { Attempt } from './store.ts'

export type Stage = 'enter-code' | 'finished' | 'expired' | 'closed' | 'replaced'

type Facts = Pick<
  Attempt,
  | 'password_ok_at'
  | 'finished_at'
  | 'voided_at'
  | 'is_expired'
  | 'is_replaced'
  | 'period_id'
  | 'covered_by'
  | 'is_drill'
>
type Step = { stage: Stage; page: string; because: string; is: (attempt: Facts) => boolean }

/** Void, and no door is open for this person any more. */
const wasClosed = (a: Facts): boolean => a.voided_at !== null && a.period_id !== null && a.covered_by === null

/** The first that is true names the stage; `page` without its language. */
export const steps: readonly Step[] = [
  {
    stage: 'finished',
    page: '/my-account/info',
    because: 'the code was right, the session is open',
    is: (a) => a.finished_at !== null,
  },
  {
    stage: 'closed',
    page: '/sign-in?done=drill-over',
    because: 'the drill ended meanwhile',
    is: (a) => wasClosed(a) && a.is_drill,
  },
  {
    stage: 'closed',
    page: '/sign-in?done=closed',
    because: 'the standby period was closed meanwhile',
    is: (a) => wasClosed(a),
  },
  {
    stage: 'replaced',
    page: '/sign-in?done=replaced',
    because: 'the person began anew in this browser',
    is: (a) => a.is_replaced,
  },
  {
    stage: 'expired',
    page: '/sign-in?done=over',
    because: 'it was stopped while the door is open',
    is: (a) => a.voided_at !== null,
  },
  { stage: 'expired', page: '/sign-in?done=over', because: '10 minutes have passed', is: (a) => a.is_expired },
  {
    stage: 'enter-code',
    page: '/sign-in/code',
    because: 'the password was right, a code is on its way',
    is: (a) => a.password_ok_at !== null,
  },
]

const lost: Omit<Step, 'is'> = {
  stage: 'expired',
  page: '/sign-in?done=over',
  because: 'no attempt in this browser',
}

/** The step where this attempt is; without one the person starts over. */
export const stepOf = (attempt: Facts | undefined): Omit<Step, 'is'> =>
  (attempt && steps.find((step) => step.is(attempt))) ?? lost
