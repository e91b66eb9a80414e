// Server-sent events: one for each message that arrives, at one phone or at any.
import { securityHeaders } from '@motcua/web/security-headers.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { readNumber } from './number.ts'
import type { Phones } from './phones.ts'

/** Proxies and browsers drop a connection that says nothing for a minute. */
const heartbeat = 25_000

export function phoneEventRoutes(app: FastifyInstance, phones: Phones): void {
  const open = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })
  app.get('/phones/events', (_request, reply) => stream(reply, phones, open, () => true))
  app.get<{ Params: { number: string } }>('/phones/:number/events', (request, reply) => {
    const number = readNumber(request.params.number)
    if (!number) return reply.sendProblem('not-found')
    return stream(reply, phones, open, (other) => other === number)
  })
}

function stream(
  reply: FastifyReply,
  phones: Phones,
  open: Set<() => void>,
  concerns: (number: string) => boolean,
): void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', ...securityHeaders(false) })
  raw.write(': open\n\n')
  const silence = phones.listen((number, message) => {
    if (concerns(number)) raw.write(`data: ${JSON.stringify(message)}\n\n`)
  })
  const beat = setInterval(() => raw.write(': still here\n\n'), heartbeat)
  const end = () => {
    silence()
    clearInterval(beat)
    open.delete(end)
    raw.end()
  }
  open.add(end)
  raw.on('close', end)
}
