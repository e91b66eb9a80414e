// The portal's own session, so that a second sign-in passes silently (SSO).
import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Portal, PortalSession } from './portal.ts'

const name = 'portal_session'

export const findSession = (portal: Portal, request: FastifyRequest): PortalSession | undefined =>
  portal.sessions.get(request.cookies[name] ?? '')

export function openSession(portal: Portal, reply: FastifyReply, session: PortalSession): void {
  endSession(portal, reply.request, reply)
  const id = randomBytes(32).toString('base64url')
  portal.sessions.put(id, session)
  reply.setCookie(name, id, { path: '/', httpOnly: true, sameSite: 'lax' })
}

export function endSession(portal: Portal, request: FastifyRequest, reply: FastifyReply): void {
  portal.sessions.drop(request.cookies[name] ?? '')
  reply.clearCookie(name, { path: '/' })
}
