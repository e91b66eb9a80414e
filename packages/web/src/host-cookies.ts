// With https every cookie is called __Host-…: no other host, no other path and no plain connection can have set it (RFC 6265bis §4.1.3).
import type { FastifyInstance } from 'fastify'

const prefix = '__Host-'

/** The name on the wire, for whoever does not go through the web layer. */
export const wireName = (origin: string, name: string): string => (origin.startsWith('https:') ? prefix + name : name)

/** The rest of the code knows cookies by their plain names. Must be added after the cookie plugin. */
export function addHostCookies(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const own = Object.entries(request.cookies).filter(([name]) => name.startsWith(prefix))
    request.cookies = Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]))
  })
  app.addHook('onSend', async (_request, reply) => {
    const lines = [reply.getHeader('set-cookie') ?? []].flat().map(String)
    if (lines.length === 0) return
    reply.removeHeader('set-cookie')
    reply.header('set-cookie', lines.map(onTheWire))
  })
}

/** Browsers take such a name with Secure only, also to delete it. */
const onTheWire = (line: string) => `${prefix}${line}${/; ?secure/i.test(line) ? '' : '; Secure'}`
