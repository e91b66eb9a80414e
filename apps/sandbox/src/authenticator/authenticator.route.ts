// The authenticator's page.
import { inLanguage } from '@motcua/ui/shell.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { World } from '../pages/world-frame.tsx'
import type { Authenticator } from './authenticator.ts'
import { AuthenticatorPage } from './authenticator.page.tsx'
import { words } from './messages.ts'

type Deps = { authenticator: Authenticator; worldOf: (reply: FastifyReply) => World }

const text = z.string().max(1000).catch('')
const form = z.object({ label: text, secret: text })

export function authenticatorRoutes(app: FastifyInstance, { authenticator, worldOf }: Deps): void {
  const entries = () => authenticator.codes().map((code) => ({ ...code, address: authenticator.address(code.label)! }))
  app.get('/authenticator', async (_request, reply) =>
    reply.sendPage(AuthenticatorPage({ world: worldOf(reply), entries: entries() })),
  )
  app.post('/authenticator', async (request, reply) => {
    const world = worldOf(reply)
    const { language } = world.shell
    const sent = form.parse(request.body)
    const added = authenticator.add(sent.label, sent.secret)
    if (added.ok) return reply.redirect(inLanguage(language, '/authenticator'), 303)
    const say = words[language]
    const errors = added.code === 'label-missing' ? { label: say.labelMissing } : { secret: say.secretUnreadable }
    return reply.sendPage(AuthenticatorPage({ world, entries: entries(), label: sent.label, errors }), 422)
  })
}
