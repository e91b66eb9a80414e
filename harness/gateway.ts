// The SMS gateway's stand-in where no fault is wanted of it: takes every message at once and hands the code to whoever waits for it.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Gateway = {
  url: string
  /** The next code for that number ("0901000001"); fails after 10 s. */
  codeFor: (phone: string) => Promise<string>
  /** Codes so far, by number. Notices are not counted. */
  sent: ReadonlyMap<string, number>
  stop: () => Promise<void>
}

/** Starts it on a free port, in the shape of eSMS. */
export async function startGateway(): Promise<Gateway> {
  const codes = new Map<string, string>()
  const waiting = new Map<string, (code: string) => void>()
  const sent = new Map<string, number>()
  const server = createServer((asked, answer) => {
    // The watch asks now and then whether anything at all can be reached.
    if (asked.method !== 'POST') return void answer.end()
    const parts: Buffer[] = []
    asked.on('data', (part: Buffer) => parts.push(part))
    asked.once('end', () => {
      const { Phone: phone, Content: text } = JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>
      answer.setHeader('content-type', 'application/json')
      answer.end(JSON.stringify({ CodeResult: '100', SMSID: randomUUID() }))
      hand(phone ?? '', /\b\d{6}\b/.exec(text ?? '')?.[0])
    })
  })
  function hand(phone: string, code: string | undefined) {
    if (!code) return
    sent.set(phone, (sent.get(phone) ?? 0) + 1)
    const taker = waiting.get(phone)
    if (!taker) return codes.set(phone, code)
    waiting.delete(phone)
    taker(code)
  }
  const codeFor = (phone: string): Promise<string> => {
    const code = codes.get(phone)
    if (code && codes.delete(phone)) return Promise.resolve(code)
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no code came to ${phone} within 10 s`)), 10_000)
      waiting.set(phone, (came) => {
        clearTimeout(late)
        resolve(came)
      })
    })
  }
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, codeFor, sent, stop }
}

/** The settings of a node whose only gateway it is. */
export const standInSettings = ({ url }: Gateway) => ({
  SMS_ROUTE: 'esms',
  ESMS_URL: url,
  ESMS_API_KEY: 'harness-key',
  ESMS_SECRET_KEY: 'harness-secret',
})
