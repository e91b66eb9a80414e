// The console's sign-in form.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { browserIdOf, deviceOf } from '../../../web/browser.ts'
import { setCookie } from '../../../web/cookies.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sessionCookie } from '../../../web/person.ts'
import { clearProveAnew } from '../../../web/prove-anew.ts'
import { noteKnownBrowser, triesSubject } from '../known-browser.ts'
import { nextPage } from '../next-page.ts'
import { proofErrors } from '../proof-errors.ts'
import { signInToConsole } from './sign-in.ts'
import { ConsoleSignIn } from './sign-in.page.tsx'

const form = z.object({
  username: textField(100),
  password: textField(1000),
  code: textField(20),
  next: textField(200),
})

export function consoleSignInRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { next?: string } }>('/console/sign-in', async (request, reply) =>
    reply.sendPage(ConsoleSignIn({ shell: reply.shell(), next: nextPage(request.query.next) })),
  )

  app.post('/console/sign-in', async (request, reply) => {
    const shell = reply.shell()
    const body = form.parse(request.body)
    const next = nextPage(body.next)
    const result = await signInToConsole(deps, {
      ...body,
      triesSubject: triesSubject(deps, reply, body.username),
      address: addressOf(request),
      browser: browserIdOf(reply),
      device: deviceOf(request.headers['user-agent']),
      earlierToken: request.cookies[sessionCookie],
    })
    if (!result.ok) {
      if (result.retryAfter) reply.header('retry-after', String(result.retryAfter))
      const page = ConsoleSignIn({ shell, next, username: body.username, ...proofErrors(shell.language, result) })
      return reply.sendPage(page, statusOf(result.code))
    }
    setCookie(reply, deps.config, { name: sessionCookie, value: result.token })
    clearProveAnew(reply)
    noteKnownBrowser(deps, reply, body.username)
    return reply.redirect(`/${shell.language}${next}`, 303)
  })
}
