// The start of a node whose database is not there yet: it waits for it instead of ending.
import { setTimeout as wait } from 'node:timers/promises'
import { isDatabaseAway } from './away.ts'

const every = 1000

/** Does `work`; where the database is away, `onAway` is called once and the work is tried again every second. Other errors are thrown. */
export async function onceThere<T>(work: () => Promise<T>, onAway: () => Promise<void>): Promise<T> {
  for (let isTold = false; ; ) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseAway(error)) throw error
    }
    if (!isTold) await onAway()
    isTold = true
    await wait(every)
  }
}
