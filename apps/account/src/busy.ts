// More people than cores can hash passwords for: they are told so at once instead of being kept waiting.
import { HashQueueFull } from './records/passwords/hasher.ts'
import { type Result, refuse } from './result.ts'

const tryAgainIn = 5

/** Does the work, or says "busy" where the queue of hashes is full; `undo` takes back what was counted for work that was not done. */
export async function unlessBusy<T>(work: () => Promise<Result<T>>, undo?: () => Promise<unknown>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof HashQueueFull)) throw error
    await undo?.()
    return refuse('busy', { retryAfter: tryAgainIn })
  }
}
