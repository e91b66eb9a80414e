// How wrong codes are counted: per account and purpose, whatever code was sent meanwhile (limits.md).
import { limits } from '../../limits.ts'
import type { Counter } from '../limits/take-hit.ts'
import type { Purpose } from './store.ts'

/** Without an account it counts by what the code belongs to. */
export const wrongCodes = (of: { accountId: string | null; binding: string; purpose: Purpose }): Counter => ({
  name: `wrong-codes-${of.purpose}`,
  subject: of.accountId ?? of.binding,
  limit: limits.wrongCodes,
})

/** Purposes whose code follows a proven password or stands inside a session: strangers cannot run up their series. */
export const countsToEnd = (purpose: Purpose): boolean => toEnd.includes(purpose)

const toEnd: readonly Purpose[] = ['sign-in', 'fresh']

/** Counters whose series must outlive their window: they lead to the end of the number. */
export const longSeries = toEnd.map((purpose) => wrongCodes({ accountId: '', binding: '', purpose }).name)
