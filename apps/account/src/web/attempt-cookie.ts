// The cookie that finds this browser's attempt; the row keeps its hash only.
import type { Db } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import type { FastifyReply } from 'fastify'
import { type Attempt, findAttempt } from '../records/attempts/store.ts'
import { browserIdOf } from './browser.ts'

export const attemptCookie = 'account_attempt'

export async function findOwnAttempt(db: Db, reply: FastifyReply): Promise<Attempt | undefined> {
  const token = reply.request.cookies[attemptCookie]
  return token ? findAttempt(db, tokenHash(token), browserIdOf(reply)) : undefined
}
