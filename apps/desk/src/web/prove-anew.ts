// After an idle sign-out, or a sign-out that the account service did not hear of, its single sign-on must not let the next
// person in: the next sign-in asks anew.
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { Db } from '@motcua/db/query.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { findIdleSession } from '../records/sessions/store.ts'
import { dropCookie, setCookie } from './cookies.ts'
import { sessionCookie } from './person.ts'

const cookie = 'desk_prove'
const halfDay = 12 * 3600

/** Is the browser marked, or does it still hold a session that went idle? */
export async function mustProveAnew(db: Db, request: FastifyRequest): Promise<boolean> {
  if (request.cookies[cookie] === '1') return true
  const token = request.cookies[sessionCookie]
  return token !== undefined && (await findIdleSession(db, tokenHash(token))) !== undefined
}

export const markProveAnew = (config: Config, reply: FastifyReply) =>
  setCookie(reply, config, { name: cookie, value: '1', maxAge: halfDay })

export const clearProveAnew = (reply: FastifyReply) => dropCookie(reply, cookie)
