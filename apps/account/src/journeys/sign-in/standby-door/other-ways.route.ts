// The page of the ways that this person has; whoever has not proven a password learns nothing about anybody.
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { stepOf } from '../../../records/attempts/stage.ts'
import type { Attempt } from '../../../records/attempts/store.ts'
import { findChallenge } from '../../../records/otp/store.ts'
import type { Refusal } from '../../../result.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { findOwnAttempt } from '../../../web/attempt-cookie.ts'
import { chooseWay, findDoorWaysInFull } from './door-ways.ts'
import { OtherWays } from './other-ways.page.tsx'
import { statusFor } from './second-proof.ts'

export function otherWaysRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(chooseWay, async (_request, reply) => {
    const attempt = await findOwnAttempt(deps.db, reply)
    const isOpen = attempt && stepOf(attempt).stage === 'enter-code'
    return showOtherWays(deps, reply, isOpen ? attempt : undefined)
  })
}

export async function showOtherWays(deps: Deps, reply: FastifyReply, attempt?: Attempt, refusal?: Refusal) {
  const shell = { ...reply.shell(), path: chooseWay }
  const page = OtherWays({
    shell,
    ways: attempt && (await findDoorWaysInFull(deps.db, deps, { accountId: attempt.account_id, door: attempt.door })),
    isOfficer: attempt?.door === 'standby',
    hasCode: attempt ? (await findChallenge(deps.db, attempt.id, 'sign-in')) !== undefined : false,
    isDrill: attempt?.is_drill ?? false,
    refusal: refusal ? sentence(shell.language, refusal) : undefined,
  })
  return reply.sendPage(page, statusFor(reply, refusal))
}
