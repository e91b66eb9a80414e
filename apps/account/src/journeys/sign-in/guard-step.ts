// Is this person at this step? If not, they go to the page of the stage where they are.
import type { FastifyReply } from 'fastify'
import type { Deps } from '../../deps.ts'
import { type Stage, stepOf } from '../../records/attempts/stage.ts'
import type { Attempt } from '../../records/attempts/store.ts'
import { findOwnAttempt } from '../../web/attempt-cookie.ts'
import { findPerson } from '../../web/person.ts'

/** The attempt at `stage`, or undefined after the reply was sent elsewhere. */
export async function attemptAt(deps: Deps, reply: FastifyReply, stage: Stage): Promise<Attempt | undefined> {
  const attempt = await findOwnAttempt(deps.db, reply)
  const step = stepOf(attempt)
  if (attempt && step.stage === stage) return attempt
  // Who presses "back" after coming in is not told that the sign-in ran out of time.
  const isIn = !attempt && (await findPerson(deps.db, reply.request)) !== null
  void reply.redirect(`/${reply.shell().language}${isIn ? '/my-account/info' : step.page}`, 303)
  return undefined
}
