// What a stranger may ask about a number, and what comes back: time of the one answer that counts, and its bytes without what differs anyway.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, expectPage, hidden, openBrowser } from '../browser.ts'
import type { Answer, Front } from '../front.ts'
import { addressOf } from '../officers.ts'
import { password } from '../world.ts'
import { type Arm, numberOf, phoneOf } from './enumerated.ts'
import type { Solver } from './puzzle.ts'

/** `face`: status, headers by name, body; nonces and what was typed are masked. */
export type Sample = { endpoint: string; arm: string; ms: number; face: string }

export type Asking = { front: Front; solve: Solver; samples: number; seat: () => number }
export type Visit = { arm: string; n: number }

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

async function timed(
  endpoint: string,
  { arm, typed }: { arm: string; typed: string },
  ask: () => Promise<Answer>,
): Promise<Sample> {
  const started = performance.now()
  const answer = await ask()
  return { endpoint, arm, ms: performance.now() - started, face: maskedOf(answer, typed) }
}

export const newBrowser = ({ front, seat }: Asking): Browser => openBrowser(front, addressOf(seat()))

/** Number and password at the standby door: a suspended one types the right password, all others a wrong one. */
export async function signIn(asking: Asking, { arm, n }: Visit): Promise<Sample[]> {
  const browser = newBrowser(asking)
  const typed = numberOf(arm as Arm, n, asking.samples)
  const form = hidden(expectPage(await browser.get('/vi/sign-in'), 'sign-in page'), '/vi/sign-in')
  const proof = arm === 'suspended' ? password : 'Khong-Phai-No 77'
  return [
    await timed('sign-in', { arm, typed }, () =>
      browser.post('/vi/sign-in', { ...form, number: typed, password: proof }),
    ),
  ]
}

/** A registration with a number that has an account, or none. */
export async function register(asking: Asking, { arm, n }: Visit): Promise<Sample[]> {
  const browser = newBrowser(asking)
  const typed = phoneOf(arm as 'known', n)
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
  const sample = await timed('register', { arm, typed }, () => browser.post(at, fields))
  const page = await browser.get('/vi/register/code')
  return [{ ...sample, face: `${sample.face}\n${maskedOf(page, typed)}` }]
}

/** A block of resets: started, asked for again after a minute, and a wrong code entered; each answer is a sample of its own endpoint. */
export async function resets(asking: Asking, visits: readonly Visit[]): Promise<Sample[]> {
  const begun: Begun[] = []
  const samples: Sample[] = []
  for (const visit of visits) {
    const browser = newBrowser(asking)
    const typed = numberOf(visit.arm as Arm, visit.n, asking.samples)
    const at = '/vi/forgot-password'
    const form = hidden(expectPage(await browser.get(at), 'forgotten password'), at)
    const altcha = await asking.solve(browser, 'forgot')
    const sample = await timed('code request', { arm: visit.arm, typed }, () =>
      browser.post(at, { ...form, account: typed, altcha }),
    )
    samples.push({ ...sample, face: `${sample.face}\n${maskedOf(await browser.get('/vi/reset-password'), typed)}` })
    begun.push({ browser, visit, typed, at: performance.now() })
  }
  for (const one of begun) {
    // Everybody waits from their own code on, or some would be told to wait.
    await sleep(Math.max(0, resendMs - (performance.now() - one.at)))
    samples.push(await sendAgain(one))
  }
  for (const one of begun) samples.push(await enterWrongCode(asking, one))
  return samples
}

type Begun = { browser: Browser; visit: Visit; typed: string; at: number }
/** A second code may be asked for after 60 s. */
const resendMs = 61_000
const at = '/vi/reset-password'

async function sendAgain({ browser, visit, typed }: Begun): Promise<Sample> {
  const form = hidden(expectPage(await browser.get(at), 'reset'), `${at}/send-again`)
  return timed('re-send', { arm: visit.arm, typed }, () => browser.post(`${at}/send-again`, form))
}

async function enterWrongCode(asking: Asking, { browser, visit, typed }: Begun): Promise<Sample> {
  const form = hidden(expectPage(await browser.get(at), 'reset'), at)
  const altcha = await asking.solve(browser, 'reset')
  const fields = {
    ...form,
    code: '000000',
    password: 'Bảy con mèo đen ngủ 46',
    again: 'Bảy con mèo đen ngủ 46',
    recovery: '',
    altcha,
  }
  return timed('reset', { arm: visit.arm, typed }, () => browser.post(at, fields))
}
