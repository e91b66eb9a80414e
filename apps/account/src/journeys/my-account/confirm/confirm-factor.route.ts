// The fresh proof by an authenticator app or a passkey.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import type { Refusal } from '../../../result.ts'
import { browserIdOf } from '../../../web/browser.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf } from '../../../web/person.ts'
import { ConfirmByApp, ConfirmByPasskey } from './confirm-factor.page.tsx'
import { nextPage, onward } from './onward.ts'
import { askForProof, proveByApp, proveByPasskey } from './prove-factor.ts'
import { findWays } from './ways.ts'

const appForm = z.object({ password: textField(1000), code: textField(20), next: textField(200) })
const passkeyForm = z.object({ asked: textField(2000), answer: textField(20_000), next: textField(200) })
const appPath = '/my-account/confirm/authenticator'
const passkeyPath = '/my-account/confirm/passkey'

type Query = { Querystring: { next?: string } }

export function factorRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<Query>(appPath, async (request, reply) => showApp(deps, reply, nextPage(request.query.next)))
  app.get<Query>(passkeyPath, async (request, reply) => showPasskey(deps, reply, nextPage(request.query.next)))

  app.post(appPath, async (request, reply) => {
    const person = personOf(request)
    const body = appForm.parse(request.body)
    const next = nextPage(body.next)
    const ways = await findWays(deps, person, browserIdOf(reply))
    const result = await proveByApp(deps, { ...body, person, ways, address: addressOf(request) })
    return result.ok ? onward(reply, next) : showApp(deps, reply, next, result)
  })

  app.post(passkeyPath, async (request, reply) => {
    const body = passkeyForm.parse(request.body)
    const next = nextPage(body.next)
    const result = await proveByPasskey(deps, { ...body, person: personOf(request), address: addressOf(request) })
    return result.ok ? onward(reply, next) : showPasskey(deps, reply, next, result)
  })
}

const shellAt = (reply: FastifyReply, path: string, next: string) => ({
  ...reply.shell(),
  path: `${path}?next=${encodeURIComponent(next)}`,
})

function statusFor(reply: FastifyReply, refusal: Refusal | undefined): number {
  if (refusal?.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  return refusal ? statusOf(refusal.code) : 200
}

const fieldOf: Partial<Record<Refusal['code'], 'password' | 'code'>> = {
  'password-missing': 'password',
  'password-old-wrong': 'password',
  'code-format': 'code',
  'authenticator-wrong': 'code',
}

async function showApp(deps: Deps, reply: FastifyReply, next: string, refusal?: Refusal) {
  const shell = shellAt(reply, appPath, next)
  const { before } = await findWays(deps, personOf(reply.request), browserIdOf(reply))
  const text = refusal ? sentence(shell.language, refusal) : undefined
  const field = refusal ? fieldOf[refusal.code] : undefined
  const told = field ? { errors: { [field]: text } } : { refusal: text }
  return reply.sendPage(
    ConfirmByApp({ shell, next, withPassword: before === 'password', ...told }),
    statusFor(reply, refusal),
  )
}

async function showPasskey(deps: Deps, reply: FastifyReply, next: string, refusal?: Refusal) {
  const shell = shellAt(reply, passkeyPath, next)
  const page = ConfirmByPasskey({
    shell,
    next,
    question: await askForProof(deps, personOf(reply.request)),
    refusal: refusal ? sentence(shell.language, refusal) : undefined,
  })
  return reply.sendPage(page, statusFor(reply, refusal))
}
