// What happens later (deliveries, receipts) and is forgotten when the sandbox closes.
import { setTimeout as sleep } from 'node:timers/promises'

export type Timers = {
  /** Runs `what` once after so many milliseconds; what it throws is nobody's concern. */
  after: (milliseconds: number, what: () => unknown) => void
  /** True after so many milliseconds; false at once when the sandbox closes. */
  wait: (milliseconds: number) => Promise<boolean>
  stop: () => void
}

export function createTimers(): Timers {
  const end = new AbortController()
  const wait = (milliseconds: number) =>
    sleep(milliseconds, true, { signal: end.signal, ref: false }).catch(() => false)
  return {
    wait,
    after(milliseconds, what) {
      void wait(milliseconds)
        .then((isTime) => (isTime ? what() : undefined))
        .catch(() => {})
    },
    stop: () => end.abort(),
  }
}
