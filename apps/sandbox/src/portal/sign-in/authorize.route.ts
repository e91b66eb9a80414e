// /oauth2/authorize: a known person passes silently, everybody else goes to the sign-in page.
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Portal } from '../portal.ts'
import { findSession } from '../session-cookie.ts'
import { withCode, withError } from './answer.ts'
import { readSignIn } from './read-request.ts'
import { pages } from './visit.ts'

export function authorizeRoutes(app: FastifyInstance, portal: Portal): void {
  app.get<{ Querystring: { state?: unknown } }>('/oauth2/authorize', async (request, reply) => {
    const read = readSignIn(portal.client, request.query)
    if (!read.ok && read.at === 'page') return reply.redirect(pages.error(read.error, read.description), 302)
    if (!read.ok) {
      const state = typeof request.query.state === 'string' ? request.query.state : undefined
      return back(reply, withError({ redirectUri: portal.client.redirectUri, state }, read.error, read.description))
    }
    const session = findSession(portal, request)
    if (session && read.request.prompt !== 'login') return back(reply, withCode(portal, read.request, session))
    if (read.request.prompt === 'none')
      return back(reply, withError(read.request, 'login_required', 'Authentication required'))
    const key = randomUUID()
    portal.visits.put(key, { request: read.request })
    return back(reply, pages.signIn(key))
  })
}

const back = (reply: FastifyReply, to: string) => reply.header('cache-control', 'no-store').redirect(to, 302)
