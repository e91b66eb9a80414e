// Reset requests at the console: the list, and the decision.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { listOpenRequests } from '../../../records/resets/store.ts'
import { type Refusal, refuse } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { isFresh, personOf, sendToConfirm } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { queryText } from '../../../web/query-text.ts'
import { decideReset } from './decide-reset.ts'
import { Requests } from './requests.page.tsx'

const form = z.object({ id: textField(60), decision: textField(20) })
const doneWords = ['approved', 'declined'] as const

export function requestsRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/requests', async (request, reply) => {
    const done = doneWords.find((word) => word === queryText(request.query, 'done'))
    const requests = await listOpenRequests(deps.db, null)
    return reply.sendPage(Requests({ frame: await frameOf(deps, reply), requests, done }))
  })

  app.post('/console/requests', async (request, reply) => {
    const { account, session } = personOf(request)
    const { id, decision } = form.parse(request.body)
    if (decision !== 'approve' && decision !== 'decline') return showRefusal(deps, reply, refuse('choice-missing'))
    if (!isFresh(session)) return sendToConfirm(request, reply)
    const approved = decision === 'approve'
    const result = await decideReset(deps, { id, approved, actorId: account.id, address: addressOf(request) })
    if (!result.ok) return showRefusal(deps, reply, result)
    const done = approved ? 'approved' : 'declined'
    return reply.redirect(`/${reply.shell().language}/console/requests?done=${done}`, 303)
  })
}

async function showRefusal(deps: Deps, reply: FastifyReply, refusal: Refusal) {
  const frame = await frameOf(deps, reply)
  const requests = await listOpenRequests(deps.db, null)
  const text = sentence(frame.shell.language, refusal)
  return reply.sendPage(Requests({ frame, requests, refusal: text }), statusOf(refusal.code))
}
