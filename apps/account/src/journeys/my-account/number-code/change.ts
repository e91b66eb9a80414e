// What a code to a number is for. The code carries the number itself: nothing of an unproven number is stored but the code's row.
import type { Purpose } from '../../../records/otp/store.ts'
import type { Session } from '../../../records/sessions/store.ts'

/** register: it receives sign-in codes from now on · add: one more · replace: in the place of another. */
export type Change = { kind: 'register' } | { kind: 'add' } | { kind: 'replace'; phoneId: string }

export const purposeOf = (change: Change): Purpose => (change.kind === 'register' ? 'register-phone' : 'new-phone')

/** A code answers in the session and for the row it was asked for, nowhere else. */
export const bindingOf = (session: Session, change: Change): string =>
  change.kind === 'replace' ? `${session.id} replace ${change.phoneId}` : `${session.id} ${change.kind}`
