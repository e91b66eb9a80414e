// The answer of an API where a request cannot even be read: one sentence, as JSON.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

const wantsJson = 'The body must be JSON, with content-type application/json.'

/** Route options of an API that takes JSON. A form of another site cannot send that type, so no token is needed. */
export const jsonApi = { config: { machine: true }, preValidation: onlyJson, errorHandler: refuseAsJson }

async function onlyJson(request: FastifyRequest, reply: FastifyReply) {
  if (!String(request.headers['content-type']).startsWith('application/json'))
    return reply.code(415).send({ error: wantsJson })
}

function refuseAsJson(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500
  if (status === 415) return reply.code(415).send({ error: wantsJson })
  if (status === 413) return reply.code(413).send({ error: 'The body is too large.' })
  if (status < 500) return reply.code(400).send({ error: 'The body is not readable JSON.' })
  request.log.error({ event: 'request-broken', error }, 'broken')
  return reply.code(500).send({ error: 'Something broke in the sandbox; its log says what.' })
}
