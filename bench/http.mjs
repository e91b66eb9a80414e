// A browser as a reverse proxy passes it on: kept-open connections, cookies, X-Forwarded headers, nothing followed by itself.
import { Agent, request } from 'node:http'

/** The proxy's own connections to the service, shared by all browsers behind it. */
export const createProxy = (port, host) => ({ port, host, agent: new Agent({ keepAlive: true, maxSockets: 64 }) })

/** One request; the answer's body as text. `path` may be an absolute address of the service. */
function send(proxy, { method, path, headers, body, address }) {
  const { host, port, agent } = proxy
  const forwarded = { host, 'x-forwarded-for': address, 'x-forwarded-proto': 'https', 'x-forwarded-host': host }
  const length = body ? { 'content-length': Buffer.byteLength(body) } : {}
  return new Promise((resolve, reject) => {
    const options = { agent, port, host: '127.0.0.1', method, path, headers: { ...forwarded, ...length, ...headers } }
    const asked = request(options, (answer) => {
      const parts = []
      answer.on('data', (part) => parts.push(part))
      answer.once('end', () => {
        resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() })
      })
    })
    asked.once('error', reject)
    asked.end(body || undefined)
  })
}

/** A machine's request, without cookies. */
export const call = (proxy, method, path, { headers = {}, body = '', address = '198.51.100.7' } = {}) =>
  send(proxy, { method, path, headers, body, address })

/** A fresh browser at `address`. */
export function openBrowser(proxy, address) {
  const cookies = new Map()
  const ask = async (method, path, extra = {}, body = '') => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { 'accept-language': 'vi', 'user-agent': agentName, ...(cookie ? { cookie } : {}), ...extra }
    const answer = await send(proxy, { method, path: pathOf(path), headers, body, address })
    for (const line of answer.headers['set-cookie'] ?? []) keep(cookies, line)
    return answer
  }
  return {
    get: (path) => ask('GET', path),
    post: (path, fields) => ask('POST', path, formHeaders, new URLSearchParams(fields).toString()),
  }
}

const agentName = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36'
const formHeaders = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

function pathOf(address) {
  if (address.startsWith('/')) return address
  const { pathname, search } = new URL(address)
  return pathname + search
}

function keep(cookies, line) {
  const [pair = '', ...attributes] = line.split(/;\s*/)
  const name = pair.slice(0, pair.indexOf('='))
  const value = pair.slice(name.length + 1)
  const isGone = attributes.some((text) => /^expires=/i.test(text) && Date.parse(text.slice(8)) < Date.now())
  if (isGone || value === '') cookies.delete(name)
  else cookies.set(name, value)
}
