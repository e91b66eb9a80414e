// The console's sign-in form.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import type { Refusal } from '../../../result.ts'
import { browserIdOf, deviceOf } from '../../../web/browser.ts'
import { setCookie } from '../../../web/cookies.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sessionCookie } from '../../../web/person.ts'
import { clearProveAnew } from '../../../web/prove-anew.ts'
import { noteKnownBrowser, triesSubject } from '../known-browser.ts'
import { nextPage } from '../next-page.ts'
import { proofErrors } from '../proof-errors.ts'
import type { Visitor } from './open-console-session.ts'
import { askAtConsole, signInByPasskey } from './passkey-sign-in.ts'
import { signInToConsole } from './sign-in.ts'
import { ConsoleSignIn } from './sign-in.page.tsx'

const form = z.object({
  username: textField(100),
  password: textField(1000),
  code: textField(20),
  next: textField(200),
})

const passkeyForm = z.object({ asked: textField(2000), answer: textField(20_000), next: textField(200) })

export function consoleSignInRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { next?: string } }>('/console/sign-in', async (request, reply) =>
    showForm(deps, reply, { next: nextPage(request.query.next) }),
  )

  app.post('/console/sign-in', async (request, reply) => {
    const body = form.parse(request.body)
    const next = nextPage(body.next)
    const subject = triesSubject(deps, reply, body.username)
    const result = await signInToConsole(deps, { ...body, ...visitorOf(request, reply), triesSubject: subject })
    if (!result.ok) return showForm(deps, reply, { next, username: body.username, refusal: result })
    return enter(deps, reply, { ...result, username: body.username, next })
  })

  app.post('/console/sign-in/passkey', async (request, reply) => {
    const body = passkeyForm.parse(request.body)
    const next = nextPage(body.next)
    const result = await signInByPasskey(deps, { ...body, ...visitorOf(request, reply) })
    return result.ok ? enter(deps, reply, { ...result, next }) : showForm(deps, reply, { next, refusal: result })
  })
}

const visitorOf = (request: FastifyRequest, reply: FastifyReply): Visitor => ({
  address: addressOf(request),
  browser: browserIdOf(reply),
  device: deviceOf(request.headers['user-agent']),
  earlierToken: request.cookies[sessionCookie],
})

type Entered = { token: string; username: string; next: string }

function enter(deps: Deps, reply: FastifyReply, { token, username, next }: Entered) {
  setCookie(reply, deps.config, { name: sessionCookie, value: token })
  clearProveAnew(reply)
  noteKnownBrowser(deps, reply, username)
  return reply.redirect(`/${reply.shell().language}${next}`, 303)
}

type Shown = { next: string; username?: string; refusal?: Refusal }

async function showForm(deps: Deps, reply: FastifyReply, { next, username, refusal }: Shown) {
  const shell = { ...reply.shell(), path: `/console/sign-in?next=${encodeURIComponent(next)}` }
  if (refusal?.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const question = await askAtConsole(deps, browserIdOf(reply))
  const told = refusal ? proofErrors(shell.language, refusal) : {}
  const page = ConsoleSignIn({ shell, next, question, username, ...told })
  return reply.sendPage(page, refusal ? statusOf(refusal.code) : 200)
}
