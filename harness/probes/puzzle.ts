// The captcha of a form, without the half second of work that it costs a browser: the puzzle is made here for that browser, with less
// work, and signed by the secret that the harness gave the service. Everything that the service looks at is the same.
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { createCaptcha } from '../../apps/account/src/outside/captcha/altcha.ts'
import { browserMark } from '../../apps/account/src/web/captcha.ts'
import type { Browser } from '../browser.ts'
import type { Settings } from '../nodes.ts'

type Purpose = 'forgot' | 'reset' | 'register'

/** Gives what solves a form's captcha: the value of its field `altcha`. The browser must have seen a page before. */
export function createSolver({ ACCOUNT_SECRET: secret = '' }: Settings) {
  const quick = createCaptcha(secret, { cost: 1, steps: [1, 2] as unknown as readonly [100, 300] })
  return async (browser: Browser, purpose: Purpose): Promise<string> => {
    const mark = browserMark(browser.cookie('__Host-account_browser'))
    // The service and its database share this machine's clock.
    const challenge = await quick.makePuzzle({ purpose, browser: mark, at: Date.now() })
    const solution = await solveChallenge({ challenge, deriveKey })
    if (!solution) throw new Error('the puzzle was not solved')
    return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
  }
}

export type Solver = ReturnType<typeof createSolver>
