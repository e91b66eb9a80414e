// GET /account/callback: back from the account service.
import { preferredLanguage } from '@motcua/web/language.ts'
import { languageOfPath } from '@motcua/web/language.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../../deps.ts'
import type { Refusal } from '../../result.ts'
import { browserIdOf } from '../../web/browser.ts'
import { dropCookie, setCookie } from '../../web/cookies.ts'
import { statusOf } from '../../web/messages/codes.ts'
import { sessionCookie } from '../../web/person.ts'
import { clearProveAnew, markProveAnew } from '../../web/prove-anew.ts'
import { arrive } from './arrive.ts'
import { SignInProblem } from './sign-in-problem.page.tsx'
import { type Trip, tripCookie } from './trip.ts'

export function arrivalRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/account/callback', async (request, reply) => {
    const callback = new URL(request.url, deps.config.DESK_ORIGIN)
    const browser = browserIdOf(reply)
    const { cookies } = request
    const { trip, result } = await arrive(deps, { callback, browser, cookies, before: cookies[sessionCookie] })
    if (trip) dropCookie(reply, tripCookie(callback.searchParams.get('state') ?? ''))
    if (!result.ok) return showProblem(deps, reply, trip, result)
    setCookie(reply, deps.config, { name: sessionCookie, value: result.token })
    clearProveAnew(reply)
    return reply.redirect(trip?.next ?? '/', 303)
  })
}

/** The callback has no language in its path: the page that the person asked for has. */
function showProblem(deps: Deps, reply: FastifyReply, trip: Trip | undefined, refusal: Refusal) {
  const next = trip?.next ?? '/'
  const language = languageOfPath(next) ?? preferredLanguage(reply.request)
  // Single sign-on would lead to the same refusal again and again.
  if (refusal.code === 'not-officer' || refusal.code === 'sign-in-old') markProveAnew(deps.config, reply)
  const shell = { ...reply.shell(), language, path: '/sign-in' }
  return reply.sendPage(SignInProblem({ shell, code: refusal.code, next }), statusOf(refusal.code))
}
