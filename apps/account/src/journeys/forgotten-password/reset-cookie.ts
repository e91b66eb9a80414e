// The reset that this browser has begun.
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { FastifyReply } from 'fastify'
import type { Deps } from '../../deps.ts'
import { findOpenReset, type Reset } from '../../records/resets/store.ts'
import { browserIdOf } from '../../web/browser.ts'

export const resetCookie = 'account_reset'

export async function openResetOf(deps: Deps, reply: FastifyReply): Promise<Reset | undefined> {
  const token = reply.request.cookies[resetCookie]
  return token ? findOpenReset(deps.db, tokenHash(token), browserIdOf(reply)) : undefined
}
