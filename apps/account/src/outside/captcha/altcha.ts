// The proof-of-work captcha (altcha): a puzzle that costs a browser half a second and a robot half a second each time.
import { randomInt } from 'node:crypto'
import { createChallenge, type Challenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { z } from 'zod'

/** What a puzzle is bound to; `at` is the database's time in milliseconds. */
export type PuzzleFor = { purpose: string; browser: string; at: number }

export type Captcha = {
  makePuzzle: (made: PuzzleFor) => Promise<Challenge>
  /** A right solution gives the puzzle's id and what it was made for; anything else null. It does not look at time or use. */
  readSolution: (payload: string) => Promise<({ id: string } & PuzzleFor) | null>
}

// Tried: 5,000 rounds × 100–300 steps take a browser about 0.7 s with its workers, and the server 16 ms to make.
const realWork = { cost: 5000, steps: [100, 300] as const }

const solved = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      nonce: z.string(),
      data: z.object({ purpose: z.string(), browser: z.string(), at: z.number() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
})

/** Tests make puzzles that cost less. `key` signs puzzles; another installation's puzzles are refused. */
export function createCaptcha(key: string, { cost, steps } = realWork): Captcha {
  const secrets = { hmacSignatureSecret: `captcha ${key}`, hmacKeySignatureSecret: `captcha key ${key}` }
  return {
    makePuzzle: (made) =>
      createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost,
        counter: randomInt(...steps),
        deriveKey,
        data: made,
        ...secrets,
      }),
    readSolution: async (payload) => {
      const read = solved.safeParse(parsed(payload))
      if (!read.success) return null
      const { challenge, solution } = read.data
      const { verified } = await verifySolution({
        challenge: challenge as unknown as Challenge,
        solution,
        deriveKey,
        ...secrets,
      })
      return verified ? { id: challenge.parameters.nonce, ...challenge.parameters.data } : null
    },
  }
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))
  } catch {
    return null
  }
}
