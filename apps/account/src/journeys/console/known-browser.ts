// A browser in which this administrator signed in before: a stranger's wrong tries never lock it, least of all on the day of an
// outage (lock-out is no weapon).
import { keyedHash } from '@motcua/web/keyed-hash.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { browserIdOf } from '../../web/browser.ts'
import { setCookie } from '../../web/cookies.ts'

const cookie = 'account_console'
const remembered = 4
const halfYear = 180 * 24 * 3600

const subjectOf = (deps: Deps, username: string) =>
  keyedHash(deps.secret, 'console-user', username.trim().toLowerCase())

const known = (deps: Deps, request: FastifyRequest): string[] => {
  const list = unseal(deps.secret, 'console-browser', request.cookies[cookie])
  return Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : []
}

/** What wrong tries for this user name are counted by: an HMAC of it, with the browser where it is a known one. */
export function triesSubject(deps: Deps, reply: FastifyReply, username: string): string {
  const subject = subjectOf(deps, username)
  return known(deps, reply.request).includes(subject) ? `${subject}:${browserIdOf(reply)}` : subject
}

export function noteKnownBrowser(deps: Deps, reply: FastifyReply, username: string): void {
  const list = [...new Set([subjectOf(deps, username), ...known(deps, reply.request)])].slice(0, remembered)
  setCookie(reply, deps.config, { name: cookie, value: seal(deps.secret, 'console-browser', list), maxAge: halfYear })
}
