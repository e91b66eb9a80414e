// Reset requests at the console: the list, and the decision.
import { inTransaction } from '@motcua/db/query.ts'
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { decideJoint } from '../../../records/joint-requests/decide.ts'
import { listJoint } from '../../../records/joint-requests/store.ts'
import { listOpenRequests } from '../../../records/resets/store.ts'
import { type Refusal, refuse } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { type JointDone, jointDoneWords } from '../../../web/messages/joint-table.ts'
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
    const jointDone = jointDoneWords.find((word) => word === queryText(request.query, 'joint'))
    return show(deps, reply, { done, jointDone })
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

  app.post('/console/requests/joint', async (request, reply) => {
    const { account, session } = personOf(request)
    const { id, decision } = form.parse(request.body)
    if (decision !== 'approve' && decision !== 'decline') return showRefusal(deps, reply, refuse('choice-missing'))
    if (!isFresh(session)) return sendToConfirm(request, reply, '/console/requests')
    const by = { id: account.id, role: 'administrator' as const, agency: null }
    const approved = decision === 'approve'
    const result = await inTransaction(deps.db, (tx) =>
      decideJoint(tx, { id, approved, by, address: addressOf(request) }),
    )
    if (!result.ok) return showRefusal(deps, reply, result)
    return reply.redirect(`/${reply.shell().language}/console/requests?joint=${result.done}`, 303)
  })
}

const showRefusal = (deps: Deps, reply: FastifyReply, refusal: Refusal) => show(deps, reply, { refusal })

type Shown = { done?: (typeof doneWords)[number] | undefined; jointDone?: JointDone | undefined; refusal?: Refusal }

async function show(deps: Deps, reply: FastifyReply, { refusal, ...said }: Shown) {
  const frame = await frameOf(deps, reply, '/console/requests')
  const requests = await listOpenRequests(deps.db, null)
  const joint = await listJoint(deps.db, { agency: null, reader: frame.person.account.id })
  const text = refusal ? sentence(frame.shell.language, refusal) : undefined
  const status = refusal ? statusOf(refusal.code) : 200
  return reply.sendPage(Requests({ frame, requests, joint, refusal: text, ...said }), status)
}
