// argon2id, no more at once than cores: more would only cost memory and make everybody wait.
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'

export type HashParameters = { memoryKiB: number; passes: number; lanes: number; queue: number }

export type Hasher = {
  hash: (password: string) => Promise<string>
  /** With no hash, the same work is done against a made-up one and the answer is no. */
  verify: (hash: string | undefined, password: string) => Promise<boolean>
  /** Was this hash made with weaker parameters than today's? */
  isOutdated: (hash: string) => boolean
  /** How many are being computed, and how many wait for that. */
  load: () => { running: number; waiting: number }
}

/** The queue is full: the answer is 503 with Retry-After. */
export class HashQueueFull extends Error {}

export async function createHasher(parameters: HashParameters): Promise<Hasher> {
  const options = {
    memoryCost: parameters.memoryKiB,
    timeCost: parameters.passes,
    parallelism: parameters.lanes,
    outputLen: 32,
  }
  const turn = createTurns(availableParallelism(), parameters.queue)
  const decoy = await hash('a password that nobody has', options)
  const prefix = `$argon2id$v=19$m=${parameters.memoryKiB},t=${parameters.passes},p=${parameters.lanes}$`
  return {
    hash: (password) => turn(() => hash(normalize(password), options)),
    verify: async (stored, password) => {
      const same = await turn(() => verify(stored ?? decoy, normalize(password)))
      return same && stored !== undefined
    },
    isOutdated: (stored) => !stored.startsWith(prefix),
    load: turn.load,
  }
}

// NIST: one form for the same characters, however the keyboard composed them.
const normalize = (password: string) => password.normalize('NFC')

function createTurns(atOnce: number, queueMost: number) {
  let running = 0
  const waiting: (() => void)[] = []
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= queueMost) throw new HashQueueFull('too many password checks are waiting')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
  return Object.assign(inTurn, { load: () => ({ running, waiting: waiting.length }) })
}
