// Work that comes back by itself: a timer, never two rounds at a time, and an end that waits for the round under way.
import type { Logger } from './log.ts'

export type Repeated = { now: () => void; stop: () => Promise<void> }

/** Runs `work` every `every` ms and at once when asked, never twice at a time; a failure is logged and the next round comes. */
export function repeat(log: Logger, every: number, work: () => Promise<void>): Repeated {
  let running: Promise<void> | null = null
  let again = false
  const round = async () => {
    do {
      again = false
      await work().catch((error: unknown) => log.error({ event: 'job-failed', error }, 'job-failed'))
    } while (again)
    running = null
  }
  const now = () => {
    if (running) again = true
    else running = round()
  }
  const timer = setInterval(now, every)
  timer.unref()
  return {
    now,
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
