// One round of each race: many at once, over all nodes, for one thing that exists once. Who won is counted in the answers and by SQL.
import { randomBytes } from 'node:crypto'
import { type Browser, expectPage, hidden, onward, openBrowser } from '../browser.ts'
import type { Answer } from '../front.ts'
import { addressOf, type Officer, officerAt } from '../officers.ts'
import { askForTokens, authorizeAddress, codeOf, giveNewestCode, givePassword, renewTokens } from '../sign-in.ts'
import type { CalmWorld } from '../world.ts'
import type { Solver } from './puzzle.ts'

/** `winners`: how many answers say so; `kept`: how many the database knows of. Both must be 1. */
export type Round = { winners: number; kept: number; asked: number }

const times = (count: number) => Array.from({ length: count }, (_, at) => at)

async function atCodePage(world: CalmWorld, officer: Officer, address: string) {
  const browser = openBrowser(world.front, address)
  const page = expectPage(await browser.get('/vi/sign-in'), 'sign-in page')
  const { password } = world.signInDeps
  return { browser, page: await givePassword(browser, page, { number: officer.idNumber, password }) }
}

const sessionsOf = async ({ db }: CalmWorld, officer: Officer): Promise<number> => {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from sessions s join accounts a on a.id = s.account_id where a.id_number = $1`,
    [officer.idNumber],
  )
  return rows[0]?.n ?? -1
}

const isSignedIn = ({ headers }: Answer) =>
  (headers['set-cookie'] ?? []).some((line) => /^__Host-account_session=[^;]{20}/.test(line))

/** T03: the right code, so many times at once. */
export async function raceCode(world: CalmWorld, i: number, atOnce: number): Promise<Round> {
  const officer = officerAt(i)
  const { browser, page } = await atCodePage(world, officer, addressOf(i))
  const fields = { ...hidden(page, '/vi/sign-in/code'), code: await world.gateway.codeFor(officer.phone) }
  const answers = await Promise.all(times(atOnce).map(() => browser.post('/vi/sign-in/code', fields)))
  const kept = await sessionsOf(world, officer)
  return { winners: answers.filter(isSignedIn).length, kept, asked: atOnce }
}

export type Guesses = { asked: number; compared: number; counted: number; told: number; signedIn: number }

/** T04: wrong codes, so many at once, then the right one. told: how many were told that they are wrong, all others wait. */
export async function raceGuesses(world: CalmWorld, i: number, atOnce: number): Promise<Guesses> {
  const officer = officerAt(i)
  const { browser, page } = await atCodePage(world, officer, addressOf(i))
  const form = hidden(page, '/vi/sign-in/code')
  const right = await world.gateway.codeFor(officer.phone)
  const wrongs = times(atOnce).map((at) => String((Number(right) + 1 + at * 7) % 1_000_000).padStart(6, '0'))
  const answers = await Promise.all(wrongs.map((code) => browser.post('/vi/sign-in/code', { ...form, code })))
  const late = await browser.post('/vi/sign-in/code', { ...form, code: right })
  const { rows } = await world.db.query<{ wrong: number; counted: number }>(
    `select c.wrong, l.in_a_row as counted from accounts a join challenges c on c.account_id = a.id
      join limits l on l.subject = a.id::text and l.name = 'wrong-codes-sign-in' where a.id_number = $1`,
    [officer.idNumber],
  )
  const told = answers.filter(({ status }) => status === 422).length
  const { wrong = -1, counted = -1 } = rows[0] ?? {}
  return { asked: atOnce, compared: wrong, counted, told, signedIn: [...answers, late].filter(isSignedIn).length }
}

/** A browser that is signed in at the account service: the desk gets its codes without a question. */
export async function signedIn(world: CalmWorld, i: number): Promise<Browser> {
  const officer = officerAt(i)
  const { browser, page } = await atCodePage(world, officer, addressOf(i))
  const answer = await giveNewestCode(world.signInDeps, browser, { codePage: page, phone: officer.phone })
  onward(answer, 'code', '/vi/')
  return browser
}

/** The desk's code for whoever is signed in in this browser. */
async function deskCode(world: CalmWorld, browser: Browser) {
  const { party } = world.signInDeps
  const verifier = randomBytes(32).toString('base64url')
  const state = randomBytes(16).toString('base64url')
  let back = await browser.get(authorizeAddress(party, verifier, state))
  for (let hops = 0; hops < 6 && !back.headers.location?.startsWith(party.redirectUri); hops += 1)
    back = await browser.get(back.headers.location ?? '/')
  return { code: codeOf(back, party, state), verifier }
}

/** T05: one OpenID code, redeemed so many times at once. */
export async function raceTokens(world: CalmWorld, browser: Browser, atOnce: number): Promise<Round> {
  const { front, signInDeps } = world
  const redemption = await deskCode(world, browser)
  return roundOf(await Promise.all(times(atOnce).map(() => askForTokens(front, signInDeps.party, redemption))))
}

/** T05: one refresh token, used so many times at once. */
export async function raceRefresh(world: CalmWorld, browser: Browser, atOnce: number): Promise<Round> {
  const { front, signInDeps } = world
  const { text } = await askForTokens(front, signInDeps.party, await deskCode(world, browser))
  const { refresh_token: token = '' } = JSON.parse(text) as { refresh_token?: string }
  return roundOf(await Promise.all(times(atOnce).map(() => renewTokens(front, signInDeps.party, token))))
}

function roundOf(answers: readonly Answer[]): Round {
  const winners = answers.filter(({ status, text }) => status === 200 && text.includes('access_token')).length
  return { winners, kept: winners, asked: answers.length }
}

/** The desk of this world gets refresh tokens; nodes keep what they know of a relying party for 5 s. */
export async function letDeskRenew({ db }: CalmWorld): Promise<void> {
  await db.query(`update relying_parties set metadata = metadata || '{"refresh_tokens": true}'`)
  await new Promise((done) => setTimeout(done, 6000))
}

/** T05: one solved puzzle, sent so many times at once, each for another number. */
export async function racePuzzle(world: CalmWorld, solve: Solver, i: number, atOnce: number): Promise<Round> {
  const at = '/vi/forgot-password'
  const browser = openBrowser(world.front, addressOf(i))
  const page = expectPage(await browser.get(at), 'forgotten password')
  const form = { ...hidden(page, at), altcha: await solve(browser, 'forgot') }
  const before = await resets(world)
  const numbers = times(atOnce).map((n) => `0799${String(i * atOnce + n).padStart(8, '0')}`)
  const answers = await Promise.all(numbers.map((account) => browser.post(at, { ...form, account })))
  const winners = answers.filter(({ status }) => status === 303).length
  return { winners, kept: (await resets(world)) - before, asked: atOnce }
}

const resets = async ({ db }: CalmWorld): Promise<number> =>
  (await db.query<{ n: number }>('select count(*)::int as n from resets')).rows[0]?.n ?? -1

export type RecoveryCode = { code: string; hash: string }

/** T05: one recovery code, in so many submits of a reset at once. */
export async function raceRecovery(world: CalmWorld, solve: Solver, i: number, atOnce: number, own: RecoveryCode) {
  const officer = officerAt(i)
  const { rows } = await world.db.query<{ id: string }>(
    'insert into recovery_codes (account_id, hash) select id, $2 from accounts where id_number = $1 returning account_id as id',
    [officer.idNumber, own.hash],
  )
  const browser = openBrowser(world.front, addressOf(i))
  const page = expectPage(await browser.get('/vi/forgot-password'), 'forgotten password')
  const start = {
    ...hidden(page, '/vi/forgot-password'),
    account: officer.idNumber,
    altcha: await solve(browser, 'forgot'),
  }
  onward(await browser.post('/vi/forgot-password', start), 'start of a reset', '/vi/reset-password')
  const at = '/vi/reset-password'
  const form = hidden(expectPage(await browser.get(at), 'reset'), at)
  const code = await world.gateway.codeFor(officer.phone)
  const fields = { ...form, code, password: 'Cuộc đua của mã khôi phục 2846', again: 'Cuộc đua của mã khôi phục 2846' }
  const submit = async (recovery: string) =>
    browser.post(at, { ...fields, recovery, altcha: await solve(browser, 'reset') })
  await submit('AAAA-AAAA-AAAA-AAAA')
  const puzzles = await Promise.all(times(atOnce).map(() => solve(browser, 'reset')))
  const answers = await Promise.all(
    puzzles.map((altcha) => browser.post(at, { ...fields, recovery: own.code, altcha })),
  )
  const winners = answers.filter(
    ({ status, text }) => status === 200 && /[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/.test(text),
  ).length
  const done = await world.db.query<{ n: number }>(
    `select count(*)::int as n from audit_events where event = 'reset-done' and account_id = $1`,
    [rows[0]?.id],
  )
  return { winners, kept: done.rows[0]?.n ?? -1, asked: atOnce }
}
