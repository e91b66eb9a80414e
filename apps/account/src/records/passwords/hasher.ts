// argon2id, no more at once than cores: more would only cost memory and make everybody wait.
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { createTurns, type Turns } from './turns.ts'

/** `wait`: seconds that somebody may be kept waiting before their hash begins. */
export type HashParameters = { memoryKiB: number; passes: number; lanes: number; wait: number }

export type Hasher = {
  hash: (password: string) => Promise<string>
  /** With no hash, the same work is done against a made-up one and the answer is no. */
  verify: (hash: string | undefined, password: string) => Promise<boolean>
  /** Was this hash made with weaker parameters than today's? */
  isOutdated: (hash: string) => boolean
  /** For everything that people ask for and that hashes, around what it counts and looks up too. */
  admit: Turns['admit']
  /** How many are being computed, and how many wait for that. */
  load: Turns['load']
}

export async function createHasher(parameters: HashParameters): Promise<Hasher> {
  const options = {
    memoryCost: parameters.memoryKiB,
    timeCost: parameters.passes,
    parallelism: parameters.lanes,
    outputLen: 32,
  }
  const began = performance.now()
  const decoy = await hash('a password that nobody has', options)
  const took = performance.now() - began
  const { take, admit, load } = createTurns({ atOnce: availableParallelism(), wait: parameters.wait, took })
  const prefix = `$argon2id$v=19$m=${parameters.memoryKiB},t=${parameters.passes},p=${parameters.lanes}$`
  return {
    hash: (password) => take(() => hash(normalize(password), options)),
    verify: async (stored, password) => {
      const same = await take(() => verify(stored ?? decoy, normalize(password)))
      return same && stored !== undefined
    },
    isOutdated: (stored) => !stored.startsWith(prefix),
    admit,
    load,
  }
}

// NIST: one form for the same characters, however the keyboard composed them.
const normalize = (password: string) => password.normalize('NFC')
