// /oauth2/userinfo by GET and by POST: relying parties in the wild use both.
import type { FastifyInstance } from 'fastify'
import { claimsOf } from '../claims.ts'
import type { Portal } from '../portal.ts'

export function userinfoRoutes(app: FastifyInstance, portal: Portal): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/oauth2/userinfo',
    config: { machine: true },
    handler: async (request, reply) => {
      const token = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1]
      const grant = portal.accessTokens.get(token ?? '')
      reply.header('cache-control', 'no-store')
      if (grant) return reply.send(claimsOf(portal, grant.person))
      const problem = token ? 'Bearer error="invalid_token"' : 'Bearer'
      return reply
        .code(401)
        .header('www-authenticate', problem)
        .send({ error: 'invalid_token', error_description: 'Access token validation failed' })
    },
  })
}
