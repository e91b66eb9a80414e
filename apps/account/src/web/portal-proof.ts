// The mark of a portal sign-in in this browser: the second proof of a reset for 30 minutes. Bound to the account, it survives sign-out.
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { limits } from '../limits.ts'
import { setCookie } from './cookies.ts'

const cookie = 'account_portal'
const proof = z.object({ accountId: z.string(), at: z.number() })

type Keys = { config: Config; secret: string }

/** `at` is the database's time. */
export function notePortalProof(deps: Keys, reply: FastifyReply, accountId: string, at: Date): void {
  const value = seal(deps.secret, 'portal-proof', { accountId, at: at.getTime() })
  setCookie(reply, deps.config, { name: cookie, value, maxAge: limits.reset.portalProof })
}

/** `now` is the database's time. */
export function hasPortalProof(deps: Keys, request: FastifyRequest, accountId: string, now: Date): boolean {
  const read = proof.safeParse(unseal(deps.secret, 'portal-proof', request.cookies[cookie]))
  if (!read.success || read.data.accountId !== accountId) return false
  const age = (now.getTime() - read.data.at) / 1000
  return age >= 0 && age <= limits.reset.portalProof
}
