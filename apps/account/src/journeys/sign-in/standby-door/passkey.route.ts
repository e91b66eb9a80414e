// The page of the passkey.
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
import { askForPasskey, checkSignInPasskey } from './check-passkey.ts'
import { chooseWay, doorWays } from './door-ways.ts'
import { PasskeyPage } from './passkey.page.tsx'
import { enteringFrom, overAt, statusFor } from './second-proof.ts'

const form = z.object({ asked: textField(2000), answer: textField(20_000) })
const path = '/sign-in/passkey'

export function passkeyRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(path, async (_request, reply) => {
    const attempt = await attemptAt(deps, reply, 'enter-code')
    if (!attempt) return reply
    const { usable } = doorWays(deps, attempt.door, attempt)
    if (!usable.includes('passkey')) return reply.redirect(`/${reply.shell().language}${chooseWay}`, 303)
    return show(deps, reply, attempt)
  })

  app.post(path, async (request, reply) => {
    const attempt = await attemptAt(deps, reply, 'enter-code')
    if (!attempt) return reply
    const body = form.parse(request.body)
    const result = await checkSignInPasskey(deps, { ...enteringFrom(deps, request, attempt), ...body })
    if (result.ok) return finish(deps, reply, attempt.errand, result)
    const over = overAt(reply, result, attempt)
    return over ? reply.redirect(over, 303) : show(deps, reply, attempt, result)
  })
}

async function show(deps: Deps, reply: FastifyReply, attempt: Attempt, refusal?: Refusal) {
  const shell = { ...reply.shell(), path }
  reply.formTargets = formTargets(deps, attempt.errand)
  const page = PasskeyPage({
    shell,
    question: await askForPasskey(deps, attempt),
    isDrill: attempt.is_drill,
    refusal: refusal ? sentence(shell.language, refusal) : undefined,
  })
  return reply.sendPage(page, statusFor(reply, refusal))
}
