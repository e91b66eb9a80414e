// /oauth2/token: a code, used once within 300 s, with the client's secret and the PKCE verifier.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Portal } from '../portal.ts'
import { exchangeCode } from './exchange-code.ts'

const status: Record<string, number> = { invalid_client: 401 }

export function tokenRoutes(app: FastifyInstance, portal: Portal): void {
  app.post('/oauth2/token', { config: { machine: true } }, async (request, reply) => {
    if (portal.faults.read().portal.mode === 'token-error')
      return refuse(reply, 500, 'server_error', 'Internal error at the token endpoint')
    if (!isForm(request))
      return refuse(reply, 400, 'invalid_request', 'The body must be application/x-www-form-urlencoded')
    const result = await exchangeCode(portal, request.body)
    if (!result.ok) return refuse(reply, status[result.error] ?? 400, result.error, result.description)
    return reply.header('cache-control', 'no-store').header('pragma', 'no-cache').send(result.tokens)
  })
}

const isForm = (request: FastifyRequest) =>
  String(request.headers['content-type']).startsWith('application/x-www-form-urlencoded')

const refuse = (reply: FastifyReply, code: number, error: string, description: string) =>
  reply.code(code).header('cache-control', 'no-store').send({ error, error_description: description })
