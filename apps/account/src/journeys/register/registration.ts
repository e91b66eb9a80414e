// A registration under way: it lives sealed in the browser's cookie until the phone was proven; no row is written for strangers.
import { randomToken } from '@motcua/web/keyed-hash.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { browserIdOf } from '../../web/browser.ts'
import { setCookie } from '../../web/cookies.ts'

const shape = z.object({
  id: z.string(),
  browser: z.string(),
  kind: z.enum(['citizen', 'enterprise']),
  name: z.string(),
  phone: z.string(),
  passwordHash: z.string(),
  /** The database's times in milliseconds. */
  begunAt: z.number(),
  sentAt: z.number(),
})

export type Registration = z.infer<typeof shape>

export const registrationCookie = 'account_register'
const purpose = 'registration'

export const newRegistrationId = randomToken

export function keepRegistration(deps: Deps, reply: FastifyReply, registration: Registration): void {
  const value = seal(deps.secret, purpose, registration)
  setCookie(reply, deps.config, { name: registrationCookie, value, maxAge: limits.attempt.life })
}

/** The registration of this browser, not older than 10 minutes. `now`: the database's time. */
export function registrationOf(deps: Deps, reply: FastifyReply, now: Date): Registration | undefined {
  const read = shape.safeParse(unseal(deps.secret, purpose, reply.request.cookies[registrationCookie]))
  if (!read.success || read.data.browser !== browserIdOf(reply)) return undefined
  return (now.getTime() - read.data.begunAt) / 1000 <= limits.attempt.life ? read.data : undefined
}
