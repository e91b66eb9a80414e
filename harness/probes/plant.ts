// Where canaries go: every form and endpoint that strangers, officers and relying parties reach, right and wrong, whole and broken.
import { expectPage, hidden, openBrowser } from '../browser.ts'
import type { Answer } from '../front.ts'
import { addressOf, officerAt } from '../officers.ts'
import { askForTokens, comeFromDesk, giveCode, givePassword } from '../sign-in.ts'
import type { CalmWorld } from '../world.ts'
import type { Canaries } from './canaries.ts'
import type { Solver } from './puzzle.ts'

export type Planting = { world: CalmWorld; canaries: Canaries; solve: Solver; answers: Answer[] }

/** About twenty-five canaries, in a dozen requests; every tenth round is a whole sign-in with its mistakes. */
export async function plantRound(planting: Planting, round: number): Promise<void> {
  await plantInForms(planting, round)
  await plantInAddresses(planting, round)
  await plantAtTheProvider(planting, round)
  if (round % 10 === 0) await plantInSignIn(planting, round)
}

function keep({ canaries, answers }: Planting, answer: Answer): Answer {
  canaries.cookies(answer.headers['set-cookie'])
  answers.push(answer)
  return answer
}

async function plantInForms(planting: Planting, round: number): Promise<void> {
  const { world, canaries, solve } = planting
  const browser = openBrowser(world.front, addressOf(round))
  const at = '/vi/forgot-password'
  const form = hidden(expectPage(await browser.get(at), 'forgotten password'), at)
  const account = round % 2 === 0 ? canaries.idNumber() : canaries.phone()
  keep(planting, await browser.post(at, { ...form, account, altcha: await solve(browser, 'forgot') }))
  const reset = hidden((await browser.get('/vi/reset-password')).text, '/vi/reset-password')
  const password = canaries.password()
  const typed = { ...reset, code: canaries.code(), password, again: password, recovery: '' }
  keep(planting, await browser.post('/vi/reset-password', { ...typed, altcha: await solve(browser, 'reset') }))
  // Forged, so that nothing is hashed: what is thrown away is not written down either.
  for (const path of ['/vi/sign-in', '/vi/console/sign-in', '/vi/register', '/vi/my-account/password'])
    keep(
      planting,
      await browser.post(path, {
        number: canaries.idNumber(),
        phone: canaries.phone(),
        password: canaries.password(),
        code: canaries.code(),
      }),
    )
}

async function plantInAddresses(planting: Planting, round: number): Promise<void> {
  const { world, canaries } = planting
  const send = (method: string, path: string, headers: Record<string, string> = {}, body = '') =>
    world.front.send({ method, path, headers, body, address: addressOf(round) })
  const query = () =>
    `number=${canaries.idNumber()}&password=${encodeURIComponent(canaries.password())}&code=${canaries.code()}`
  keep(planting, await send('GET', `/vi/nowhere/${canaries.idNumber()}?${query()}`))
  keep(planting, await send('GET', `/vi/sign-in?${query()}`))
  keep(planting, await send('GET', `/portal/callback?code=${canaries.token()}&state=${canaries.token()}`))
  keep(planting, await send('GET', `/sms/receipts/${canaries.token()}?phone=${canaries.phone()}`))
  const cookie = `__Host-account_session=${canaries.token()}; __Host-account_attempt=${canaries.token()}`
  keep(planting, await send('GET', '/vi/my-account/info', { cookie }))
  keep(
    planting,
    await send('POST', '/vi/sign-in', { 'content-type': 'application/json' }, `{"password":"${canaries.password()}`),
  )
}

async function plantAtTheProvider(planting: Planting, round: number): Promise<void> {
  const { world, canaries } = planting
  const { party } = world.signInDeps
  keep(planting, await askForTokens(world.front, party, { code: canaries.token(), verifier: canaries.token() }))
  keep(planting, await askForTokens(world.front, { ...party, secret: canaries.token() }, { code: 'x', verifier: 'y' }))
  const headers = { authorization: `Bearer ${canaries.token()}` }
  keep(planting, await world.front.send({ method: 'GET', path: '/oidc/userinfo', headers, address: addressOf(round) }))
  const hint = `id_token_hint=${canaries.token()}&state=${canaries.token()}&login_hint=${canaries.idNumber()}`
  keep(
    planting,
    await world.front.send({ method: 'GET', path: `/oidc/sign-out?${hint}`, headers: {}, address: addressOf(round) }),
  )
}

/** A wrong password, then the right one, a wrong code, then the right one: session, code and known browser are planted too. */
async function plantInSignIn(planting: Planting, round: number): Promise<void> {
  const { world, canaries } = planting
  const officer = officerAt(round / 10 + 1)
  canaries.plant('id-number', officer.idNumber)
  canaries.plant('phone', officer.phone)
  const { party, password } = world.signInDeps
  const browser = openBrowser(world.front, addressOf(round))
  const { page } = await comeFromDesk(browser, party)
  const wrong = { ...hidden(page, '/vi/sign-in'), number: officer.idNumber, password: canaries.password() }
  keep(planting, await browser.post('/vi/sign-in', wrong))
  const codePage = await givePassword(browser, page, { number: officer.idNumber, password })
  const code = canaries.plant('code', await world.gateway.codeFor(officer.phone))
  keep(planting, await giveCode(browser, codePage, canaries.code()))
  keep(planting, await giveCode(browser, codePage, code))
  for (const path of ['/vi/my-account/info', '/vi/my-account/phones', '/vi/my-account/activity'])
    keep(planting, await browser.get(path))
}

/** A form that is open while `lose` takes the database away: what is typed then meets an error. */
export async function plantInFailure(planting: Planting, round: number, lose: () => Promise<void>): Promise<void> {
  const { world, canaries } = planting
  const browser = openBrowser(world.front, addressOf(round))
  const form = hidden(expectPage(await browser.get('/vi/sign-in'), 'sign-in page'), '/vi/sign-in')
  await lose()
  for (let at = 0; at < 4; at += 1) {
    const typed = { number: canaries.idNumber(), password: canaries.password() }
    keep(planting, await browser.post('/vi/sign-in', { ...form, ...typed }))
    keep(planting, await browser.get(`/vi/my-account/info?code=${canaries.code()}`))
  }
  await plantAtTheProvider(planting, round)
}
