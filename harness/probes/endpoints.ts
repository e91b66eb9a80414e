// What a stranger may ask about a number, and what comes back: time of the one answer that counts, and its bytes without what differs anyway.
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, expectPage, hidden, openBrowser } from '../browser.ts'
import type { Answer, Front } from '../front.ts'
import { addressOf } from '../officers.ts'
import { password } from '../world.ts'
import { type Arm, numberOf, phoneOf } from './enumerated.ts'
import type { Solver } from './puzzle.ts'

/** `face`: status, headers by name, body, of all answers that the visit saw there; nonces and what was typed are masked. */
export type Sample = Visit & { endpoint: string; ms: number; face: string }

export type Asking = { front: Front; solve: Solver; samples: number; seat: () => number; faces: Faces }
export type Visit = { arm: string; n: number }

/** Of every face once: tens of thousands of pages are one page. */
export type Faces = {
  /** Gives a short name of the text. */
  keep: (text: string) => string
  textOf: (name: string) => string
}

export function createFaces(): Faces {
  const texts = new Map<string, string>()
  const keep = (text: string) => {
    const name = createHash('sha256').update(text).digest('base64url')
    if (!texts.has(name)) texts.set(name, text)
    return name
  }
  return { keep, textOf: (name) => texts.get(name) ?? '' }
}

function maskedOf({ status, headers, text }: Answer, typed: string): string {
  const names = Object.keys(headers)
    .filter((name) => !/^(date|content-length|keep-alive|connection)$/.test(name))
    .toSorted()
  const cookies = (headers['set-cookie'] ?? []).map((line) =>
    line.replace(/=[^;]*/, '=…').replace(/expires=[^;]*/i, 'expires=…'),
  )
  const body = text
    .replaceAll(typed, 'TYPED')
    .replace(/name="_token" value="[^"]*"/g, 'name="_token"')
    .replace(/data-(until|at|now|from|accepted)="[^"]*"/g, 'data-$1')
    .replace(/\?v=[\w-]+/g, '')
    .replace(/for=[\w-]{20,}/g, 'for=')
    .replace(/••• ••• \d{3}/g, 'MASKED')
    .replace(/name="for" value="[^"]*"/g, 'name="for"')
    .replace(/\b(\d\d:\d\d(:\d\d)?|\d+ (giây|phút))/g, 'TIME')
  return [
    status,
    names.join(' '),
    cookies.join('\n'),
    headers.location ?? '',
    headers['retry-after'] ? 'retry-after' : '',
    body,
  ].join('\n')
}

type Timed = Visit & { endpoint: string; ms: number; text: string }

async function timed(
  endpoint: string,
  { visit, typed }: { visit: Visit; typed: string },
  ask: () => Promise<Answer>,
): Promise<Timed> {
  const started = performance.now()
  const answer = await ask()
  const ms = performance.now() - started
  return { ...visit, endpoint, ms, text: maskedOf(answer, typed) }
}

const sampleOf = ({ faces }: Asking, { text, ...timing }: Timed, more = ''): Sample => ({
  ...timing,
  face: faces.keep(`${text}\n${more}`),
})

export const newBrowser = ({ front, seat }: Asking): Browser => openBrowser(front, addressOf(seat()))

/** Number and password at the standby door: a suspended one types the right password, all others a wrong one. */
export async function signIn(asking: Asking, visit: Visit): Promise<Sample[]> {
  const browser = newBrowser(asking)
  const typed = numberOf(visit.arm as Arm, visit.n, asking.samples)
  const form = hidden(expectPage(await browser.get('/vi/sign-in'), 'sign-in page'), '/vi/sign-in')
  const proof = visit.arm === 'suspended' ? password : 'Khong-Phai-No 77'
  const fields = { ...form, number: typed, password: proof }
  return [sampleOf(asking, await timed('sign-in', { visit, typed }, () => browser.post('/vi/sign-in', fields)))]
}

/** A registration with a number that has an account, or none. */
export async function register(asking: Asking, visit: Visit): Promise<Sample[]> {
  const browser = newBrowser(asking)
  const typed = phoneOf(visit.arm as 'known', visit.n)
  const at = '/vi/register'
  const form = hidden(expectPage(await browser.get(at), 'register'), at)
  const altcha = await asking.solve(browser, 'register')
  const fields = {
    ...form,
    kind: 'citizen',
    name: 'Trần Văn Dân',
    phone: typed,
    password: 'Bảy con mèo đen ngủ 46',
    again: 'Bảy con mèo đen ngủ 46',
    altcha,
  }
  const done = await timed('registration', { visit, typed }, () => browser.post(at, fields))
  return [sampleOf(asking, done, maskedOf(await browser.get('/vi/register/code'), typed))]
}

type Begun = { browser: Browser; visit: Visit; typed: string; at: number }

/** A second code may be asked for after 60 s. */
const resendMs = 61_000
const at = '/vi/reset-password'

/**
 * Resets, each started, asked for again after its minute, and a wrong code entered; each answer is a sample of its own endpoint. Nobody
 * stands still for the minute: others start meanwhile, so that all three are asked side by side.
 */
export async function resets(asking: Asking, visits: Iterable<Visit>, note: (samples: Sample[]) => void) {
  const waiting: Begun[] = []
  const isDue = (one: Begun | undefined) => one !== undefined && performance.now() - one.at >= resendMs
  for (const visit of visits) {
    const { sample, begun } = await start(asking, visit)
    note([sample])
    waiting.push(begun)
    while (isDue(waiting[0])) note(await goOn(asking, waiting.shift() as Begun))
  }
  for (const one of waiting) {
    await sleep(Math.max(0, resendMs - (performance.now() - one.at)))
    note(await goOn(asking, one))
  }
}

async function start(asking: Asking, visit: Visit): Promise<{ sample: Sample; begun: Begun }> {
  const browser = newBrowser(asking)
  const typed = numberOf(visit.arm as Arm, visit.n, asking.samples)
  const from = '/vi/forgot-password'
  const form = hidden(expectPage(await browser.get(from), 'forgotten password'), from)
  const fields = { ...form, account: typed, altcha: await asking.solve(browser, 'forgot') }
  const done = await timed('code request', { visit, typed }, () => browser.post(from, fields))
  const begun = { browser, visit, typed, at: performance.now() }
  return { sample: sampleOf(asking, done, maskedOf(await browser.get(at), typed)), begun }
}

async function goOn(asking: Asking, { browser, visit, typed }: Begun): Promise<Sample[]> {
  const again = hidden(expectPage(await browser.get(at), 'reset'), `${at}/send-again`)
  const sent = await timed('re-send', { visit, typed }, () => browser.post(`${at}/send-again`, again))
  const form = hidden(expectPage(await browser.get(at), 'reset'), at)
  const fields = {
    ...form,
    code: '000000',
    password: 'Bảy con mèo đen ngủ 46',
    again: 'Bảy con mèo đen ngủ 46',
    recovery: '',
    altcha: await asking.solve(browser, 'reset'),
  }
  const wrong = await timed('reset', { visit, typed }, () => browser.post(at, fields))
  return [sampleOf(asking, sent), sampleOf(asking, wrong)]
}
