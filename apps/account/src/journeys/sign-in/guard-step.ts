// Is this person at this step? If not, they go to the page of the stage where they are.
import type { FastifyReply } from 'fastify'
import type { Deps } from '../../deps.ts'
import type { Attempt } from '../../records/attempts/store.ts'
import { findOwnAttempt } from './attempt-cookie.ts'
import { pageOfStage, type Stage, stageOf } from '../../records/attempts/stage.ts'

/** The attempt at `stage`, or undefined after the reply was sent elsewhere. */
export async function attemptAt(deps: Deps, reply: FastifyReply, stage: Stage): Promise<Attempt | undefined> {
  const attempt = await findOwnAttempt(deps.db, reply)
  const { language } = reply.shell()
  const at = attempt ? stageOf(attempt) : 'expired'
  if (attempt && at === stage) return attempt
  const done = at === 'finished' ? '' : '?done=over'
  void reply.redirect(`/${language}${pageOfStage[at]}${done}`, 303)
  return undefined
}
