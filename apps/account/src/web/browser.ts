// The id of this browser, as `reply.shell()` keeps it in its cookie.
import type { FastifyReply } from 'fastify'

/** Binds what is begun in a browser (an errand, an attempt, a trip) to it. */
export function browserIdOf(reply: FastifyReply): string {
  reply.shell()
  const { browserId, cookies } = reply.request
  return browserId ?? cookies['account_browser'] ?? ''
}

/** "Chrome trên Windows": what a person recognises a sign-in by. */
export function deviceOf(userAgent: string | undefined): string {
  const text = userAgent ?? ''
  const browser = [/Edg\//, /OPR\//, /CocCoc/i, /Firefox\//, /Chrome\//, /Safari\//].findIndex((mark) =>
    mark.test(text),
  )
  const system = [/Windows/, /Android/, /iPhone|iPad/, /Mac OS/, /Linux/].findIndex((mark) => mark.test(text))
  const browserName = ['Edge', 'Opera', 'Cốc Cốc', 'Firefox', 'Chrome', 'Safari'][browser] ?? '?'
  const systemName = ['Windows', 'Android', 'iOS', 'macOS', 'Linux'][system] ?? '?'
  return `${browserName} · ${systemName}`
}
