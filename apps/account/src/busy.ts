// More people than cores can hash passwords for: they are told so at once instead of being kept waiting.
import type { Hasher } from './records/passwords/hasher.ts'
import { HashQueueFull } from './records/passwords/turns.ts'
import { type Result, refuse } from './result.ts'

const tryAgainIn = 5

/** Does the work, or says "busy" where too many are at it already: nothing of it was done then, nothing was counted. */
export async function unlessBusy<T>(hasher: Hasher, work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await hasher.admit(work)
  } catch (error) {
    if (!(error instanceof HashQueueFull)) throw error
    return refuse('busy', { retryAfter: tryAgainIn })
  }
}
