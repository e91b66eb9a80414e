// Administrators with an authenticator app: made by the server's own command, signed in at the console's door like anybody else.
import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, expectPage, hidden, onward, openBrowser } from './browser.ts'
import type { Front } from './front.ts'
import { runCommand, type Settings } from './nodes.ts'

export type Administrator = { username: string; password: string; secret: string }

export async function addAdministrator(settings: Settings, username: string, name: string): Promise<Administrator> {
  const { code, text } = await runCommand(settings, ['admin', 'add', '--user', username, '--name', name])
  const password = /: ((?:[\w-]{4}-){5}[\w-]{4})\s*$/m.exec(text)?.[1]
  const secret = /: ([A-Z2-7]{32})\s*$/m.exec(text)?.[1]
  if (code !== 0 || !password || !secret) throw new Error(`admin add ended with ${code}: ${text}`)
  return { username, password, secret }
}

export type Console = {
  browser: Browser
  /** Proves anew, for what needs a proof of the last five minutes. Waits for the app's next code, up to half a minute. */
  prove: () => Promise<void>
  /** Signs in again where nobody touched the console for five minutes. */
  wake: () => Promise<void>
}

/** Signs in; `front` may be one node only. */
export async function enterConsole(front: Front, who: Administrator, address: string): Promise<Console> {
  const browser = openBrowser(front, address)
  const codes = appCodes(who.secret)
  const { username, password } = who
  const enter = async () => {
    const page = expectPage(await browser.get('/vi/console/sign-in'), 'console sign-in')
    const typed = { ...hidden(page, '/vi/console/sign-in'), username, password, code: await codes.next() }
    onward(await browser.post('/vi/console/sign-in', typed), 'console sign-in', '/vi/console')
  }
  const wake = async () => {
    if ((await browser.get('/vi/console/standby')).status !== 200) await enter()
  }
  const prove = async () => {
    const form = expectPage(await browser.get('/vi/console/confirm'), 'console confirm')
    const proof = { ...hidden(form, '/vi/console/confirm'), password, code: await codes.next() }
    onward(await browser.post('/vi/console/confirm', proof), 'console confirm', '/vi/console')
  }
  await enter()
  return { browser, prove, wake }
}

/** Proposes automatic opening for the whole province, and a second administrator agrees. */
export async function agreeOnPolicy(first: Console, second: Console): Promise<void> {
  const at = '/vi/console/policies'
  const proposal = { ...hidden(expectPage(await first.browser.get(at), 'policies'), at), act: 'propose', agency: '' }
  onward(await first.browser.post(at, proposal), 'propose a policy', `${at}?done=proposed`)
  const page = expectPage(await second.browser.get(at), 'policies')
  const agreement = page.split('<form').find((form) => form.includes('value="agree"')) ?? ''
  const fields = hidden(`<form${agreement}`, at)
  onward(await second.browser.post(at, { ...fields, act: 'agree' }), 'agree to a policy', `${at}?done=seconded`)
}

/** Closes every door that is open; gives how many there were. */
export async function closeDoors({ browser }: Console, reason: string): Promise<number> {
  let closed = 0
  for (;;) {
    const page = expectPage(await browser.get('/vi/console/standby'), 'the standby door')
    const path = /\/vi\/console\/standby\/[\w-]+\/close/.exec(page)?.[0]
    if (!path) return closed
    const form = expectPage(await browser.get(path), 'the form that closes')
    const fields = { ...hidden(form, '/vi/console/standby/close'), reason }
    onward(await browser.post('/vi/console/standby/close', fields), 'close the door', '/vi/console/standby?done=closed')
    closed += 1
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** An authenticator app (RFC 6238): each step's code is given once, as the service takes it once. */
function appCodes(base32: string) {
  const bits = [...base32].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
  let used = 0
  const next = async (): Promise<string> => {
    // The step ahead is taken as well (clocks drift), so that half of the waiting is spared.
    while (stepNow() + 1 <= used) await sleep(500)
    used = Math.max(used + 1, stepNow())
    const step = Buffer.alloc(8)
    step.writeBigUInt64BE(BigInt(used))
    const mac = createHmac('sha1', key).update(step).digest()
    return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0')
  }
  return { next }
}

const stepNow = () => Math.floor(Date.now() / 30_000)
