// A browser in which this administrator signed in before: a stranger's wrong tries never lock it, least of all on the day of an
// outage (lock-out is no weapon).
import { keyedHash, randomToken } from '@motcua/web/keyed-hash.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { setCookie } from '../../web/cookies.ts'

const cookie = 'account_console'
const remembered = 4
const halfYear = 180 * 24 * 3600

const subjectOf = (deps: Deps, username: string) =>
  keyedHash(deps.secret, 'console-user', username.trim().toLowerCase())

// The browser's own id is sealed with its names: another one is had only by signing in, so that nobody renews their five tries at will.
const shape = z.object({ device: z.string(), subjects: z.array(z.string()) })

const known = (deps: Deps, request: FastifyRequest) =>
  shape.safeParse(unseal(deps.secret, 'console-browser', request.cookies[cookie])).data

/** What wrong tries for this user name are counted by: an HMAC of it, with the browser where it is a known one. */
export function triesSubject(deps: Deps, reply: FastifyReply, username: string): string {
  const subject = subjectOf(deps, username)
  const own = known(deps, reply.request)
  return own?.subjects.includes(subject) ? `${subject}:${own.device}` : subject
}

export function noteKnownBrowser(deps: Deps, reply: FastifyReply, username: string): void {
  const own = known(deps, reply.request)
  const subjects = [...new Set([subjectOf(deps, username), ...(own?.subjects ?? [])])].slice(0, remembered)
  const value = seal(deps.secret, 'console-browser', { device: own?.device ?? randomToken(), subjects })
  setCookie(reply, deps.config, { name: cookie, value, maxAge: halfYear })
}
