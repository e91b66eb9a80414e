// The captcha of a form, without the half second of work that it costs a browser: the puzzle is the service's own, made again with less
// work and signed by the secret that the harness gave it. Everything that the service looks at is the same.
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { createCaptcha } from '../../apps/account/src/outside/captcha/altcha.ts'
import { type Browser, expectPage } from '../browser.ts'
import type { Settings } from '../nodes.ts'

type Purpose = 'forgot' | 'reset' | 'register'
type Puzzle = { parameters: { data: { purpose: string; browser: string; at: number } } }

/** Gives what solves a form's captcha: the value of its field `altcha`. */
export function createSolver({ ACCOUNT_SECRET: secret = '' }: Settings) {
  const quick = createCaptcha(secret, { cost: 1, steps: [1, 2] as unknown as readonly [100, 300] })
  return async (browser: Browser, purpose: Purpose): Promise<string> => {
    const told = expectPage(await browser.get(`/captcha/challenge?for=${purpose}`), 'puzzle')
    const { data } = (JSON.parse(told) as Puzzle).parameters
    const challenge = await quick.makePuzzle(data)
    const solution = await solveChallenge({ challenge, deriveKey })
    if (!solution) throw new Error('the puzzle was not solved')
    return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
  }
}

export type Solver = ReturnType<typeof createSolver>
