// The reverse proxy in front of the nodes, as far as a person notices one: kept-open connections, nodes in turn, X-Forwarded headers.
// It does what nginx does with a node that is gone: refused connections and unanswered GETs go to the next node, a POST that got lost on
// the way is answered 502 and never sent twice.
import { Agent, type IncomingHttpHeaders, request as plain } from 'node:http'
import { Agent as TlsAgent, request as encrypted } from 'node:https'

export type Asked = {
  method: string
  /** Without the origin. */
  path: string
  headers?: Record<string, string>
  body?: string
  /** Where the person sits; the limits count by it. */
  address: string
}

/** `node`: index of the node that answered; -1 where the proxy did. */
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; node: number }

export type Front = {
  host: string
  send: (asked: Asked) => Promise<Answer>
  /** The same, to one node only. */
  only: (node: number) => Front
}

/** `ca`: the certificate that the other side must show, where it speaks TLS. */
export type FrontOptions = {
  ports: readonly number[]
  host: string
  ca?: string | undefined
  patienceMs?: number
  /** Connections to one node at most. */
  sockets?: number
}

export function createFront({ ports, host, ca, patienceMs = 20_000, sockets = 64 }: FrontOptions): Front {
  const agents = ports.map(() =>
    ca
      ? new TlsAgent({ keepAlive: true, maxSockets: sockets, ca })
      : new Agent({ keepAlive: true, maxSockets: sockets }),
  )
  let turn = 0

  async function send(asked: Asked, order: readonly number[]): Promise<Answer> {
    for (const node of order) {
      const answer = await ask(node, asked).catch((error: NodeJS.ErrnoException) => error)
      if (!(answer instanceof Error)) return answer
      if (answer.message === tooLate) return byProxy(504)
      if (answer.code !== 'ECONNREFUSED' && asked.method !== 'GET') return byProxy(502)
    }
    return byProxy(502)
  }

  function ask(node: number, { method, path, headers, body, address }: Asked): Promise<Answer> {
    const forwarded = { host, 'x-forwarded-for': address, 'x-forwarded-proto': 'https', 'x-forwarded-host': host }
    const length: Record<string, string> = body ? { 'content-length': String(Buffer.byteLength(body)) } : {}
    return new Promise((resolve, reject) => {
      const agent = agents[node] as Agent
      const to = { agent, port: ports[node], host: '127.0.0.1', method, path }
      const asking = (ca ? encrypted : plain)({ ...to, headers: { ...forwarded, ...length, ...headers } }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.once('error', reject)
        answer.once('end', () => {
          const text = Buffer.concat(parts).toString()
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, node })
        })
      })
      asking.setTimeout(patienceMs, () => asking.destroy(new Error(tooLate)))
      asking.once('error', reject)
      asking.end(body || undefined)
    })
  }

  const everyone = ports.map((_port, node) => node)
  return {
    host,
    send: (asked) => {
      turn = (turn + 1) % ports.length
      return send(asked, [...everyone.slice(turn), ...everyone.slice(0, turn)])
    },
    only: (node) => ({
      host,
      send: (asked) => send(asked, [node]),
      only: (other) => createFront({ ports, host, ca, patienceMs, sockets }).only(other),
    }),
  }
}

const tooLate = 'no answer in time'
const byProxy = (status: number): Answer => ({ status, headers: {}, text: '', node: -1 })
