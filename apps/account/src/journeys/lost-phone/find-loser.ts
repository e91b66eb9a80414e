// Who lost the phone: an officer with a proven password at the standby door, or one who is signed in.
import type { FastifyReply } from 'fastify'
import type { Deps } from '../../deps.ts'
import { type Account, findAccount } from '../../records/accounts/store.ts'
import { stepOf } from '../../records/attempts/stage.ts'
import { findOwnAttempt } from '../../web/attempt-cookie.ts'
import { findPerson } from '../../web/person.ts'

/** `sessionId`: where they are signed in; that session goes on. `place`: where they came from. */
export type Loser = { account: Account; sessionId: string | undefined }

export async function findLoser(deps: Deps, reply: FastifyReply): Promise<Loser | undefined> {
  const person = await findPerson(deps.db, reply.request)
  if (person?.account.kind === 'officer') return { account: person.account, sessionId: person.session.id }
  const attempt = await findOwnAttempt(deps.db, reply)
  if (!attempt || stepOf(attempt).stage !== 'enter-code' || attempt.door !== 'standby') return undefined
  const account = await findAccount(deps.db, attempt.account_id)
  return account && { account, sessionId: undefined }
}
