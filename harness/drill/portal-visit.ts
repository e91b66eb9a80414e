// What a person does at the national portal: number, password, the portal's own code, and back; or they wait for a code that never comes.
import { type Browser, expectPage, hidden, onward, openBrowser } from '../browser.ts'
import type { Answer } from '../front.ts'
import { host, party } from '../nodes.ts'
import type { Officer } from '../officers.ts'
import type { Sandbox } from '../sandbox.ts'
import type { Visit } from '../sign-in.ts'

/** The sandbox's portal has one password for everybody. */
const portalPassword = 'Cong@2023'

/** back: the portal sent the person back to us · no-code: they waited in vain · away: our page said that the portal cannot be reached. */
export type PortalOutcome = 'back' | 'no-code' | 'away'

type Going = { sandbox: Sandbox; browser: Browser; visit: Visit; officer: Officer; address: string; patience: number }

/** Presses "Đăng nhập bằng CDVCQG". Throws `Unexpected` where a page of the portal fails. `patience`: milliseconds that the person waits for the portal's code. */
export async function goThroughPortal(going: Going): Promise<PortalOutcome> {
  const answer = await comeFromPortal(going)
  if (typeof answer === 'string') return answer
  const resume = await going.browser.get(onward(answer, 'portal callback', '/oidc/auth/'))
  onward(resume, 'OIDC code', party.redirectUri)
  return 'back'
}

/** The same as far as our answer to the portal's callback: it has opened the session and leads on to the relying party. */
export async function comeFromPortal(going: Going): Promise<Answer | 'no-code' | 'away'> {
  const { sandbox, browser, visit, officer, address, patience } = going
  const left = await browser.post('/vi/sign-in/portal', hidden(visit.page, '/vi/sign-in/portal'))
  if (left.status === 503) return 'away'
  const atPortal = openBrowser(sandbox.portal, address)
  const since = Date.now()
  const login = onward(await atPortal.get(onward(left, 'leave for the portal', 'https://localhost')), 'authorize', '/')
  const form = expectPage(await atPortal.get(login), 'the portal’s form')
  const typed = { ...hidden(form, '/commonauth'), number: officer.idNumber, password: portalPassword }
  const codePage = expectPage(
    await atPortal.get(onward(await atPortal.post('/commonauth', typed), 'portal password', '/')),
    'portal code',
  )
  const code = await sandbox.codeOn(officer.phone, 'portal', since, patience)
  if (!code) return 'no-code'
  const back = await atPortal.post('/commonauth/code', { ...hidden(codePage, '/commonauth/code'), code })
  return browser.get(onward(back, 'back from the portal', `https://${host}/portal/callback`))
}
