// Messages that overtake one another: the first to a number waits until the next has arrived, or its time is over.
import type { Timers } from '../timers.ts'

export type Overtaking = { hold: (number: string, seconds: number, arrive: () => void) => void }

export function createOvertaking(timers: Timers): Overtaking {
  const held = new Map<string, () => void>()
  return {
    hold(number, seconds, arrive) {
      const earlier = held.get(number)
      if (earlier) {
        held.delete(number)
        arrive()
        return earlier()
      }
      const release = once(() => {
        if (held.get(number) === release) held.delete(number)
        arrive()
      })
      held.set(number, release)
      timers.after(seconds * 1000, release)
    },
  }
}

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}
