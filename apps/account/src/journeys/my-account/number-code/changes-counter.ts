// Two changes of numbers a day; the first registration is none.
import { limits } from '../../../limits.ts'
import type { Counter } from '../../../records/limits/take-hit.ts'

export const changesCounter = (accountId: string): Counter => ({
  name: 'phone-changes',
  subject: accountId,
  limit: limits.phoneChangesDay,
})
