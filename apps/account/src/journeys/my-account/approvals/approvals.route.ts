// Reset requests of the officers of my units.
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
import { Approvals } from './approvals.page.tsx'
import { decideOfUnit } from './decide-request.ts'

const form = z.object({ id: textField(40), decision: textField(10) })
const doneWords = ['approved', 'declined'] as const

export function approvalsRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { done?: string; joint?: string } }>('/my-account/approvals', async (request, reply) =>
    showRequests(deps, reply, {
      done: doneWords.find((word) => word === request.query.done),
      jointDone: jointDoneWords.find((word) => word === request.query.joint),
    }),
  )

  app.post('/my-account/approvals/joint', async (request, reply) => {
    const { account, session } = personOf(request)
    const { id, decision } = form.parse(request.body)
    if (decision !== 'approve' && decision !== 'decline')
      return showRequests(deps, reply, { refusal: refuse('choice-missing') })
    if (!isFresh(session)) return sendToConfirm(request, reply, '/my-account/approvals')
    const by = { id: account.id, role: 'unit-admin' as const, agency: account.agency_code ?? '' }
    const approved = decision === 'approve'
    const result = await inTransaction(deps.db, (tx) =>
      decideJoint(tx, { id, approved, by, address: addressOf(request) }),
    )
    if (!result.ok) return showRequests(deps, reply, { refusal: result })
    return reply.redirect(`/${reply.shell().language}/my-account/approvals?joint=${result.done}`, 303)
  })

  app.post('/my-account/approvals', async (request, reply) => {
    const person = personOf(request)
    const { id, decision } = form.parse(request.body)
    const { language } = reply.shell()
    if (decision !== 'approve' && decision !== 'decline')
      return showRequests(deps, reply, { refusal: refuse('choice-missing') })
    const approved = decision === 'approve'
    // An approval lets somebody into an account: as much as changing a factor of one's own.
    if (approved && !isFresh(person.session)) return sendToConfirm(request, reply)
    const result = await decideOfUnit(deps, { person, id, approved, address: addressOf(request), language })
    if (!result.ok) return showRequests(deps, reply, { refusal: result })
    return reply.redirect(`/${language}/my-account/approvals?done=${approved ? 'approved' : 'declined'}`, 303)
  })
}

type Shown = {
  done?: (typeof doneWords)[number] | undefined
  jointDone?: JointDone | undefined
  refusal?: Refusal
}

async function showRequests(deps: Deps, reply: FastifyReply, { done, jointDone, refusal }: Shown) {
  const frame = await frameOf(deps, reply, '/my-account/approvals')
  const { id, agency_code: agency } = frame.person.account
  const open = agency ? await listOpenRequests(deps.db, agency) : []
  const requests = open.filter((request) => request.account_id !== id)
  const joint = agency ? await listJoint(deps.db, { agency, reader: id }) : []
  const text = refusal ? sentence(frame.shell.language, refusal) : undefined
  return reply.sendPage(
    Approvals({ frame, requests, joint, jointDone, done, refusal: text }),
    refusal ? statusOf(refusal.code) : 200,
  )
}
