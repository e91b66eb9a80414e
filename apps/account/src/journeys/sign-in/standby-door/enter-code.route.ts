// The code page: shows it, checks the code, sends it again.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import type { Attempt } from '../../../records/attempts/store.ts'
import { findChallenge } from '../../../records/otp/store.ts'
import type { Refusal } from '../../../result.ts'
import { codeRefusal } from '../../../web/code-page.tsx'
import { textField } from '../../../web/forms.ts'
import { formTargets } from '../choose-door/choose-door.route.ts'
import { finish } from '../finish/finish.ts'
import { attemptAt } from '../guard-step.ts'
import { checkSignInCode } from './check-code.ts'
import { chooseWay, doorWays } from './door-ways.ts'
import { EnterCode } from './enter-code.page.tsx'
import { showOtherWays } from './other-ways.route.ts'
import { enteringFrom, overAt, statusFor } from './second-proof.ts'
import { sendAgain } from './send-again.ts'

const form = z.object({ code: textField(20) })

export function enterCodeRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { again?: string } }>('/sign-in/code', async (request, reply) => {
    const attempt = await attemptAt(deps, reply, 'enter-code')
    if (!attempt) return reply
    if (await mustChoose(deps, attempt)) return reply.redirect(`/${reply.shell().language}${chooseWay}`, 303)
    return showCode(deps, reply, attempt, { sentAgain: request.query.again === '1' })
  })

  app.post('/sign-in/code', async (request, reply) => {
    const attempt = await attemptAt(deps, reply, 'enter-code')
    if (!attempt) return reply
    const { code } = form.parse(request.body)
    const result = await checkSignInCode(deps, { ...enteringFrom(deps, request, attempt), code })
    if (result.ok) return finish(deps, reply, attempt.errand, result)
    const over = overAt(reply, result, attempt)
    return over ? reply.redirect(over, 303) : showCode(deps, reply, attempt, result)
  })

  app.post('/sign-in/code/send-again', async (request, reply) => {
    const attempt = await attemptAt(deps, reply, 'enter-code')
    if (!attempt) return reply
    const result = await sendAgain(deps, { attempt, address: addressOf(request) })
    if (result.ok)
      return reply.redirect(`/${reply.shell().language}/sign-in/code${result.isAgain ? '?again=1' : ''}`, 303)
    return (await mustChoose(deps, attempt))
      ? showOtherWays(deps, reply, attempt, result)
      : showCode(deps, reply, attempt, result)
  })
}

/** No code was asked for, and there are other ways: the person chooses. */
async function mustChoose(deps: Deps, attempt: Attempt): Promise<boolean> {
  const { usable } = doorWays(deps, attempt.door, attempt)
  if (usable.length === 1 && usable[0] === 'sms') return false
  return !usable.includes('sms') || (await findChallenge(deps.db, attempt.id, 'sign-in')) === undefined
}

async function showCode(deps: Deps, reply: FastifyReply, attempt: Attempt, state: Refusal | { sentAgain?: boolean }) {
  const shell = { ...reply.shell(), path: '/sign-in/code' }
  const challenge = await findChallenge(deps.db, attempt.id, 'sign-in')
  reply.formTargets = formTargets(deps, attempt.errand)
  const { usable } = doorWays(deps, attempt.door, attempt)
  const shown = { shell, challenge, usable, isDrill: attempt.is_drill }
  if (!('code' in state)) return reply.sendPage(EnterCode({ ...shown, ...state }))
  return reply.sendPage(EnterCode({ ...shown, ...codeRefusal(shell, state) }), statusFor(reply, state))
}
