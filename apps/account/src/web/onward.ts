// Where somebody goes on to after a page that came in between: sealed, for this person, for as long as the errand lives.
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { limits } from '../limits.ts'
import { dropCookie, setCookie } from './cookies.ts'

const cookie = 'account_onward'
/** `target`: the origin where it ends, which a form of the page in between has to name. */
const shape = z.object({ url: z.string(), target: z.string(), accountId: z.string() })

export type Onward = z.infer<typeof shape>

type Keys = { config: Config; secret: string }

export function keepOnward(deps: Keys, reply: FastifyReply, onward: Onward): void {
  const value = seal(deps.secret, 'onward', onward)
  setCookie(reply, deps.config, { name: cookie, value, maxAge: limits.oidc.interaction })
}

/** Undefined where there is nothing, or it is somebody else's. */
export function onwardOf(deps: Keys, request: FastifyRequest, accountId: string): Onward | undefined {
  const read = shape.safeParse(unseal(deps.secret, 'onward', request.cookies[cookie]))
  return read.success && read.data.accountId === accountId ? read.data : undefined
}

export const dropOnward = (reply: FastifyReply) => dropCookie(reply, cookie)
