// The account service's cookies besides the browser's own: session, attempt, reset, remembered number, proof of the portal.
import type { FastifyReply } from 'fastify'
import type { Config } from '../config.ts'

/** `maxAge` in seconds; none means until the browser closes. */
export function setCookie(
  reply: FastifyReply,
  config: Config,
  cookie: { name: string; value: string; maxAge?: number },
): void {
  reply.setCookie(cookie.name, cookie.value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.ACCOUNT_ORIGIN.startsWith('https:'),
    ...(cookie.maxAge === undefined ? {} : { maxAge: cookie.maxAge }),
  })
}

export const dropCookie = (reply: FastifyReply, name: string): void => {
  reply.clearCookie(name, { path: '/', httpOnly: true })
}
