// The id of this browser, as `reply.shell()` keeps it in its cookie.
import type { FastifyReply } from 'fastify'

/** Binds what is begun in a browser (a trip to the account service) to it. */
export function browserIdOf(reply: FastifyReply): string {
  reply.shell()
  const { browserId, cookies } = reply.request
  return browserId ?? cookies['desk_browser'] ?? ''
}
