// The SMS gateway's stand-in: takes every message at once and hands the code to whoever waits for it.
import { createServer } from 'node:http'

/** Starts it on a free port. `codeFor(phone)` gives the next code for that number ("0901000001"), or fails after 10 s. */
export async function startGateway() {
  const codes = new Map()
  const waiting = new Map()
  const server = createServer((asked, answer) => {
    // The watch asks now and then whether anything at all can be reached.
    if (asked.method !== 'POST') return answer.end()
    const parts = []
    asked.on('data', (part) => parts.push(part))
    asked.once('end', () => {
      const { Phone: phone, Content: text } = JSON.parse(Buffer.concat(parts).toString())
      answer.setHeader('content-type', 'application/json')
      answer.end('{"CodeResult":"100","SMSID":"bench"}')
      hand(phone, /\b\d{6}\b/.exec(text)?.[0])
    })
  })
  function hand(phone, code) {
    const taker = waiting.get(phone)
    if (!taker) return codes.set(phone, code)
    waiting.delete(phone)
    taker(code)
  }
  const codeFor = (phone) => {
    const code = codes.get(phone)
    if (code && codes.delete(phone)) return code
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no code came to ${phone} within 10 s`)), 10_000)
      waiting.set(phone, (came) => {
        clearTimeout(late)
        resolve(came)
      })
    })
  }
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${server.address().port}`, codeFor, stop }
}
