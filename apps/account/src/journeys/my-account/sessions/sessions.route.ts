// Where I am signed in, and signing out there.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { listSessions } from '../../../records/sessions/store.ts'
import { textField } from '../../../web/forms.ts'
import { personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { endOwnSession } from './end-own-session.ts'
import { Sessions } from './sessions.page.tsx'

const form = z.object({ session: textField(40) })
const doneWords = ['ended', 'othersEnded'] as const

export function sessionsRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { done?: string } }>('/my-account/sessions', async (request, reply) => {
    const frame = await frameOf(deps, reply, '/my-account/sessions')
    const sessions = await listSessions(deps.db, frame.person.account.id)
    return reply.sendPage(Sessions({ frame, sessions, done: doneWords.find((word) => word === request.query.done) }))
  })

  app.post('/my-account/sessions/end', async (request, reply) => {
    const { session } = form.parse(request.body)
    await endOwnSession(deps, personOf(request), session)
    const done = session === 'others' ? 'othersEnded' : 'ended'
    return reply.redirect(`/${reply.shell().language}/my-account/sessions?done=${done}`, 303)
  })
}
