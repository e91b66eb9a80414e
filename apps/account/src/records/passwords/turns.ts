// Turns at the cores: so many at once, the others wait, and who would wait too long is told so at once.

/** Those before would keep the caller waiting for too long: the answer is 503 with Retry-After. */
export class HashQueueFull extends Error {}

export type Turns = {
  /** Does the work when it is its turn. */
  take: <T>(work: () => Promise<T>) => Promise<T>
  /** Lets somebody in to whom turns will be given. Throws `HashQueueFull` where their first would come later than `wait`; nothing was done then. */
  admit: <T>(work: () => Promise<T>) => Promise<T>
  load: () => { running: number; waiting: number }
}

/** How much the newest turn counts in what one takes. */
const newest = 1 / 8
/** So many rounds may always wait, however long they take: a handful of people at once is no rush. */
const always = 2

/** `wait`: seconds that the next turn may be away; `took`: milliseconds of one turn, until more are measured. */
export function createTurns({ atOnce, wait, took }: { atOnce: number; wait: number; took: number }): Turns {
  let [running, inside] = [0, 0]
  // Measured, not assumed: what else runs on the same cores makes every turn longer.
  let lately = took
  const waiting: (() => void)[] = []

  async function take<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    const began = performance.now()
    try {
      return await work()
    } finally {
      lately += (performance.now() - began - lately) * newest
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }

  async function admit<T>(work: () => Promise<T>): Promise<T> {
    // Who was let in and is still at the database comes first as well; some ask for several turns.
    const ahead = Math.max(inside, running + waiting.length) + 1 - atOnce
    const rounds = ahead / atOnce
    if (rounds > always && rounds * lately > wait * 1000)
      throw new HashQueueFull('too many password checks are waiting')
    inside += 1
    try {
      return await work()
    } finally {
      inside -= 1
    }
  }

  return { take, admit, load: () => ({ running, waiting: waiting.length }) }
}
