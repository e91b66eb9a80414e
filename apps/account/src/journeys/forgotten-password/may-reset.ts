// Who may have a forgotten password reset at all; everybody else meets the answers of a number that nobody has.
import type { Account } from '../../records/accounts/store.ts'

/** A held citizen proves anew with a recovery code here; a held officer at the portal, or by two people. */
export const mayReset = (account: Account): boolean =>
  account.suspended_at === null && (account.held_at === null || account.kind !== 'officer')
