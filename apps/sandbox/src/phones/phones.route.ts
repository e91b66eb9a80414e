// The phones' pages, and the stream that renews them.
import { inLanguage } from '@motcua/ui/shell.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { World } from '../pages/world-frame.tsx'
import { words } from './messages.ts'
import { readNumber } from './number.ts'
import { PhonePage } from './phone.page.tsx'
import { Phones as PhonesPage } from './phones.page.tsx'
import type { Phones } from './phones.ts'

type Deps = { phones: Phones; worldOf: (reply: FastifyReply) => World }
type OfNumber = { Params: { number: string } }

const form = z.object({ number: z.string().max(100).catch('') })
const mostListed = 100

export function phoneRoutes(app: FastifyInstance, { phones, worldOf }: Deps): void {
  app.get('/phones', async (_request, reply) =>
    reply.sendPage(PhonesPage({ world: worldOf(reply), phones: phones.all().slice(0, mostListed) })),
  )
  app.post('/phones', async (request, reply) => {
    const world = worldOf(reply)
    const { language } = world.shell
    const typed = form.parse(request.body).number
    const number = readNumber(typed)
    if (number) return reply.redirect(inLanguage(language, `/phones/${number}`), 303)
    const listed = phones.all().slice(0, mostListed)
    return reply.sendPage(PhonesPage({ world, phones: listed, number: typed, error: words[language].unreadable }), 422)
  })
  app.get<OfNumber>('/phones/:number', async (request, reply) => {
    const number = readNumber(request.params.number)
    if (!number) return reply.sendProblem('not-found')
    return reply.sendPage(PhonePage({ world: worldOf(reply), number, messages: phones.messages(number) }))
  })
}
