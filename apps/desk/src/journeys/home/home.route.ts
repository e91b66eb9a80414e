// The first page is the worklist; an address without a language goes to the preferred one.
import { preferredLanguage } from '@motcua/web/language.ts'
import type { FastifyInstance } from 'fastify'

export function firstPageRoutes(app: FastifyInstance): void {
  app.get('/', async (request, reply) => reply.redirect(`/${preferredLanguage(request)}/dossiers`, 303))
}

/** Under a language. */
export function homeRoutes(app: FastifyInstance): void {
  app.get('/', async (_request, reply) => reply.redirect(`/${reply.shell().language}/dossiers`, 303))
}
