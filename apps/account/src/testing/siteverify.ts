// A stand-in for a foreign captcha's check, over real HTTP: takes each token once, answers as it is told, and remembers what it was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

type Answer = (token: string) => { status?: number; body: string; after?: number; location?: string }

export async function startSiteverify() {
  const used = new Set<string>()
  const asked: { contentType: string | undefined; form: Record<string, string> }[] = []
  const state: { answer: Answer } = { answer: () => ({ body: '' }) }
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const form = Object.fromEntries(new URLSearchParams(await text(request)))
    asked.push({ contentType: request.headers['content-type'], form })
    reply(response, state.answer(form['response'] ?? ''))
  }
  const server = createServer((request, response) => void take(request, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}/siteverify`,
    asked,
    /** For the answers that follow: what the vendor says of a token that it has not seen. */
    says: (fields: object) => {
      state.answer = (token) => {
        if (used.has(token)) return json({ success: false, 'error-codes': ['timeout-or-duplicate'] })
        used.add(token)
        return json(fields)
      }
    },
    answers: (answer: Answer) => {
      state.answer = answer
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const json = (fields: object) => ({ body: JSON.stringify(fields) })

function reply(response: ServerResponse, { status = 200, body, after = 0, location }: ReturnType<Answer>) {
  const headers = { 'content-type': 'application/json', ...(location ? { location } : {}) }
  setTimeout(() => response.writeHead(status, headers).end(body), after)
}
