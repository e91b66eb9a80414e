// The page of the authenticator app's code.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import type { Attempt } from '../../../records/attempts/store.ts'
import type { Refusal } from '../../../result.ts'
import { textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { formTargets } from '../choose-door/choose-door.route.ts'
import { finish } from '../finish/finish.ts'
import { attemptAt } from '../guard-step.ts'
import { Authenticator } from './authenticator.page.tsx'
import { checkAppCode } from './check-authenticator.ts'
import { chooseWay, doorWays } from './door-ways.ts'
import { enteringFrom, overAt, statusFor } from './second-proof.ts'

const form = z.object({ code: textField(20) })
const path = '/sign-in/authenticator'

export function authenticatorRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(path, async (_request, reply) => {
    const attempt = await attemptAt(deps, reply, 'enter-code')
    if (!attempt) return reply
    const { usable } = doorWays(deps, attempt.door, attempt)
    if (!usable.includes('authenticator')) return reply.redirect(`/${reply.shell().language}${chooseWay}`, 303)
    return show(deps, reply, attempt)
  })

  app.post(path, async (request, reply) => {
    const attempt = await attemptAt(deps, reply, 'enter-code')
    if (!attempt) return reply
    const { code } = form.parse(request.body)
    const result = await checkAppCode(deps, { ...enteringFrom(deps, request, attempt), code })
    if (result.ok) return finish(deps, reply, attempt.errand, result)
    const over = overAt(reply, result, attempt)
    return over ? reply.redirect(over, 303) : show(deps, reply, attempt, result)
  })
}

function show(deps: Deps, reply: FastifyReply, attempt: Attempt, refusal?: Refusal) {
  const shell = { ...reply.shell(), path }
  reply.formTargets = formTargets(deps, attempt.errand)
  const text = refusal ? sentence(shell.language, refusal) : undefined
  const atField = refusal?.code === 'authenticator-wrong' || refusal?.code === 'code-format'
  return reply.sendPage(
    Authenticator({ shell, isDrill: attempt.is_drill, ...(atField ? { error: text } : { refusal: text }) }),
    statusFor(reply, refusal),
  )
}
