// The switches' page.
import { inLanguage } from '@motcua/ui/shell.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { World } from '../pages/world-frame.tsx'
import { everyGateway, type Faults, type Gateway, gateways } from './faults.ts'
import { FaultsPage } from './faults.page.tsx'
import { words } from './messages.ts'
import { readChange } from './read-change.ts'

type Deps = { faults: Faults; worldOf: (reply: FastifyReply) => World }

const text = z.string().max(50).catch('')
const form = z.object({ mode: text }).catchall(text)

export function faultRoutes(app: FastifyInstance, { faults, worldOf }: Deps): void {
  const show = (reply: FastifyReply) => inLanguage(reply.shell().language, '/faults?done=1')
  app.get<{ Querystring: { done?: string } }>('/faults', async (request, reply) =>
    reply.sendPage(FaultsPage({ world: worldOf(reply), done: request.query.done === '1' })),
  )
  app.post('/faults/all-up', async (_request, reply) => {
    await faults.set({ portal: { mode: 'up' }, sms: everyGateway(() => ({ mode: 'up' })) })
    return reply.redirect(show(reply), 303)
  })
  for (const what of ['portal', ...gateways] as const)
    app.post(`/faults/${what}`, async (request, reply) => {
      const sent = form.parse(request.body)
      const typed = { mode: sent.mode, seconds: (sent[`seconds-${what}`] ?? '').trim() }
      const one = { mode: typed.mode, ...(typed.seconds ? { seconds: Number(typed.seconds) } : {}) }
      const read = readChange(what === 'portal' ? { portal: one } : { sms: { [what]: one } })
      if (!read.ok)
        return reply.sendPage(FaultsPage({ world: worldOf(reply), refused: refused(reply, what, typed) }), 422)
      await faults.set(read.change)
      return reply.redirect(show(reply), 303)
    })
}

function refused(reply: FastifyReply, what: 'portal' | Gateway, typed: { mode: string; seconds: string }) {
  const say = words[reply.shell().language]
  const isModeKnown = Object.hasOwn(what === 'portal' ? say.portalModes : say.smsModes, typed.mode)
  const errors = isModeKnown ? { [`seconds-${what}`]: say.secondsWrong } : { [`mode-${what}`]: say.modeMissing }
  return { what, typed, errors }
}
