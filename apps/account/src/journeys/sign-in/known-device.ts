// A browser in which this number signed in before: somebody else's wrong tries never lock it (lock-out is no weapon).
import { keyedHash, randomToken } from '@motcua/web/keyed-hash.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { setCookie } from '../../web/cookies.ts'

const cookie = 'account_known'
const remembered = 8
const halfYear = 180 * 24 * 3600

/** What limits count by: an HMAC of the number, never the number. */
export const subjectOf = (deps: Deps, number: string): string => keyedHash(deps.secret, 'subject', number)

// The device's own id is sealed with its numbers: another one is had only by signing in, so that nobody renews their five tries at will.
const shape = z.object({ device: z.string(), subjects: z.array(z.string()) })

const known = (deps: Deps, request: FastifyRequest) =>
  shape.safeParse(unseal(deps.secret, 'known-device', request.cookies[cookie])).data

/** The counter's subject for this number on this device. */
export function triesSubject(deps: Deps, request: FastifyRequest, number: string): string {
  const subject = subjectOf(deps, number)
  const own = known(deps, request)
  return own?.subjects.includes(subject) ? `${subject}:${own.device}` : subject
}

/** Did one of these numbers sign in on this browser before? */
export function isKnownDevice(deps: Deps, request: FastifyRequest, numbers: readonly string[]): boolean {
  const own = known(deps, request)
  return numbers.some((number) => own?.subjects.includes(subjectOf(deps, number)))
}

export function noteKnownDevice(deps: Deps, reply: FastifyReply, numbers: readonly string[]): void {
  const own = known(deps, reply.request)
  const all = [...numbers.map((number) => subjectOf(deps, number)), ...(own?.subjects ?? [])]
  const made = { device: own?.device ?? randomToken(), subjects: [...new Set(all)].slice(0, remembered) }
  setCookie(reply, deps.config, { name: cookie, value: seal(deps.secret, 'known-device', made), maxAge: halfYear })
}
