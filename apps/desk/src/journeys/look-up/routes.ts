// GET and POST /look-up: for everybody, without a session. The answer comes to the POST, so that nothing stands in an address.
import type { Db } from '@motcua/db/query.ts'
import { addressOf } from '@motcua/web/create-app.ts'
import { languageOf } from '@motcua/web/language.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findPerson } from '../../web/person.ts'
import { lookUp } from './look-up.ts'
import { FoundPage, LookUpPage } from './look-up.page.tsx'
import { words } from './messages.ts'

const dossierCode = /^\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}-\d{6}-\d{4,6}$/
const typed = z.object({
  code: z
    .string()
    .max(60)
    .default('')
    .transform((text) => text.replace(/\s/g, '').toUpperCase()),
  figures: z
    .string()
    .max(10)
    .default('')
    .transform((text) => text.trim()),
})

export function lookUpRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  app.get<{ Querystring: { code?: string } }>('/look-up', async (request, reply) => {
    const { code } = typed.catch({ code: '', figures: '' }).parse(request.query)
    return reply.sendPage(LookUpPage({ shell: reply.shell(), code, atWork: await isAtWork(db, request) }))
  })

  app.post('/look-up', async (request, reply) => {
    const say = words[languageOf(request)]
    const read = typed.safeParse(request.body)
    if (!read.success) return reply.sendProblem('bad-request')
    const { code, figures } = read.data
    const errors = {
      code: dossierCode.test(code) ? undefined : say.errors.code,
      figures: /^\d{4}$/.test(figures) ? undefined : say.errors.figures,
    }
    if (errors.code ?? errors.figures) return reply.sendPage(LookUpPage({ shell: reply.shell(), code, errors }), 422)
    const found = await lookUp(db, { code, figures, address: addressOf(request) })
    const shell = reply.shell()
    if (found.ok) return reply.sendPage(FoundPage({ shell, ...found, atWork: await isAtWork(db, request) }))
    if (found.code === 'unknown')
      return reply.sendPage(LookUpPage({ shell: reply.shell(), code, refusal: say.unknown }), 422)
    const refusal = say.tooMany(Math.ceil(found.retryAfter / 60))
    reply.header('retry-after', String(found.retryAfter))
    return reply.sendPage(LookUpPage({ shell: reply.shell(), code, refusal }), 429)
  })
}

const isAtWork = async (db: Db, request: FastifyRequest) => (await findPerson(db, request)) !== null
