// Work that comes back by itself: a timer, never two rounds at a time, and an end that waits for the round under way.
import type { Logger } from './log.ts'

export type Repeated = {
  now: () => void
  /** Once, after a pause that answers leave in: what is asked for many times meanwhile is done once. */
  soon: () => void
  stop: () => Promise<void>
}

/**
 * Milliseconds. An answer that leaves while its own message is being sent takes longer than one with no message to send, and so would
 * tell whether somebody exists (ASVS 6.3.8).
 */
const pause = 100

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
  let asked: NodeJS.Timeout | undefined
  const soon = () => {
    asked ??= setTimeout(() => {
      asked = undefined
      now()
    }, pause)
  }
  const timer = setInterval(now, every)
  timer.unref()
  return {
    now,
    soon,
    stop: async () => {
      clearInterval(timer)
      clearTimeout(asked)
      await running
    },
  }
}
