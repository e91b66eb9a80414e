// The code page: shows it, checks the code, sends it again.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Provider } from 'oidc-provider'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import type { Attempt } from '../../../records/attempts/store.ts'
import { findChallenge } from '../../../records/otp/store.ts'
import type { Refusal } from '../../../result.ts'
import { deviceOf } from '../../../web/browser.ts'
import { codeRefusal } from '../../../web/code-page.tsx'
import { statusOf, textField } from '../../../web/forms.ts'
import { formTargets } from '../choose-door/choose-door.route.ts'
import { finish } from '../finish/finish.ts'
import { attemptAt } from '../guard-step.ts'
import { checkSignInCode } from './check-code.ts'
import { EnterCode } from './enter-code.page.tsx'
import { OtherWays } from './other-ways.page.tsx'
import { sendAgain } from './send-again.ts'

const form = z.object({ code: textField(20) })

export function enterCodeRoutes(app: FastifyInstance, deps: Deps, provider: Provider): void {
  app.get<{ Querystring: { again?: string } }>('/sign-in/code', async (request, reply) => {
    const attempt = await attemptAt(deps, reply, 'enter-code')
    if (!attempt) return reply
    return showCode(deps, reply, attempt, { sentAgain: request.query.again === '1' })
  })

  app.post('/sign-in/code', async (request, reply) => {
    const attempt = await attemptAt(deps, reply, 'enter-code')
    if (!attempt) return reply
    const { code } = form.parse(request.body)
    const { address, device } = { address: addressOf(request), device: deviceOf(request.headers['user-agent']) }
    const result = await checkSignInCode(deps, { attempt, code, address, device })
    if (result.ok) return finish(deps, provider, reply, attempt.errand, result)
    if (result.code === 'period-closed' || result.code === 'attempt-over')
      return reply.redirect(overAt(reply, result.code), 303)
    return showCode(deps, reply, attempt, result)
  })

  app.post('/sign-in/code/send-again', async (request, reply) => {
    const attempt = await attemptAt(deps, reply, 'enter-code')
    if (!attempt) return reply
    const result = await sendAgain(deps, { attempt, address: addressOf(request) })
    if (!result.ok) return showCode(deps, reply, attempt, result)
    return reply.redirect(`/${reply.shell().language}/sign-in/code?again=1`, 303)
  })

  app.get('/sign-in/other-ways', async (_request, reply) => reply.sendPage(OtherWays({ shell: reply.shell() })))
}

const overAt = (reply: FastifyReply, code: 'period-closed' | 'attempt-over') =>
  `/${reply.shell().language}/sign-in?done=${code === 'period-closed' ? 'closed' : 'over'}`

async function showCode(deps: Deps, reply: FastifyReply, attempt: Attempt, state: Refusal | { sentAgain?: boolean }) {
  const shell = reply.shell()
  const challenge = await findChallenge(deps.db, attempt.id, 'sign-in')
  reply.formTargets = formTargets(deps, attempt.errand)
  if (!('code' in state))
    return reply.sendPage(EnterCode({ shell: { ...shell, path: '/sign-in/code' }, challenge, ...state }))
  if (state.retryAfter) reply.header('retry-after', String(state.retryAfter))
  const page = EnterCode({ shell: { ...shell, path: '/sign-in/code' }, challenge, ...codeRefusal(shell, state) })
  return reply.sendPage(page, statusOf(state.code))
}
