// A browser in which this number signed in before: somebody else's wrong tries never lock it (lock-out is no weapon).
import { keyedHash } from '@motcua/web/keyed-hash.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { setCookie } from '../../web/cookies.ts'

const cookie = 'account_known'
const remembered = 8
const halfYear = 180 * 24 * 3600

/** What limits count by: an HMAC of the number, never the number. */
export const subjectOf = (deps: Deps, number: string): string => keyedHash(deps.secret, 'subject', number)

const known = (deps: Deps, request: FastifyRequest): string[] => {
  const list = unseal(deps.secret, 'known-device', request.cookies[cookie])
  return Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : []
}

/** The counter's subject for this number in this browser. */
export function triesSubject(deps: Deps, request: FastifyRequest, number: string): string {
  const subject = subjectOf(deps, number)
  return known(deps, request).includes(subject) ? `${subject}:${request.cookies['account_browser']}` : subject
}

export function noteKnownDevice(deps: Deps, reply: FastifyReply, numbers: readonly string[]): void {
  const subjects = numbers.map((number) => subjectOf(deps, number))
  const list = [...new Set([...subjects, ...known(deps, reply.request)])].slice(0, remembered)
  setCookie(reply, deps.config, { name: cookie, value: seal(deps.secret, 'known-device', list), maxAge: halfYear })
}
