// Solves the captcha as a browser does: fetches the puzzle and works it out.
import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { CaptchaPurpose } from '../web/captcha.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'

/** The value of the form field `altcha`. */
export async function solveCaptcha(browser: Browser, purpose: CaptchaPurpose): Promise<string> {
  const challenge = (await browser.get(`/captcha/challenge?for=${purpose}`)).json<Challenge>()
  const solution = await solveChallenge({ challenge, deriveKey })
  if (!solution) throw new Error('the puzzle was not solved')
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
}
