// After an idle sign-out, or a sign-out that the portal did not confirm, its single sign-on must not let the next person in.
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '@motcua/db/query.ts'
import type { Config } from '../config.ts'
import { findOwner } from '../records/sessions/store.ts'
import { dropCookie, setCookie } from './cookies.ts'
import { sessionCookie } from './person.ts'

const cookie = 'account_prove'
const halfDay = 12 * 3600

/** Is the browser marked, or does it still hold a session that nobody signed out of: idle, or past its time? */
export async function mustProveAnew(deps: { db: Db }, request: FastifyRequest): Promise<boolean> {
  const token = request.cookies[sessionCookie]
  if (request.cookies[cookie] === '1') return true
  return token ? (await findOwner(deps.db, tokenHash(token))) !== undefined : false
}

export const markProveAnew = (deps: { config: Config }, reply: FastifyReply) =>
  setCookie(reply, deps.config, { name: cookie, value: '1', maxAge: halfDay })

export const clearProveAnew = (reply: FastifyReply) => dropCookie(reply, cookie)
