// Browsers of administrators and auditors for tests: signed in by a row, or through the form with the code of their app.
import { readClock } from '@motcua/db/clock.ts'
import { Secret, TOTP } from 'otpauth'
import type { Deps } from '../deps.ts'
import { openSession } from '../records/sessions/open-session.ts'
import type { Door } from '../records/sessions/store.ts'
import { sessionCookie } from '../web/person.ts'
import type { Browser } from '@motcua/web/testing/browser.ts'
import type { TestService } from './build-app.ts'

/** What the authenticator app shows now; `steps` ahead or back in steps of 30 s. */
export async function codeOf(deps: Deps, secret: string, steps = 0): Promise<string> {
  const timestamp = (await readClock(deps.db)).getTime() + steps * 30_000
  return new TOTP({ secret: Secret.fromBase32(secret), period: 30, digits: 6 }).generate({ timestamp })
}

/** A browser that this person is signed in with, the proof fresh. */
export async function signedIn(service: TestService, accountId: string, door: Door = 'console'): Promise<Browser> {
  const made = { accountId, door, amr: ['pwd', 'otp'], periodId: null, browser: 'test', device: 'Test', address: '' }
  const { token } = await openSession(service.deps.db, { ...made, interactionUid: null, portalSecret: null })
  const browser = service.browser()
  browser.cookies.set(sessionCookie, token)
  return browser
}

/** The form token of any form on a page: for posts that no form of the page would make. */
export async function tokenOn(browser: Browser, page: string): Promise<string> {
  const shown = await browser.get(page)
  return /name="_token" value="([^"]+)"/.exec(shown.body)?.[1] ?? ''
}
