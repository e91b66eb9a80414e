// GET, POST /console/policies.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { listAgencies } from '../../../records/agencies/store.ts'
import { listPolicies } from '../../../records/policies/store.ts'
import { type Refusal, refuse } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { isFresh, personOf, sendToConfirm } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { queryText } from '../../../web/query-text.ts'
import { agree, end, propose } from './change-policy.ts'
import { Policies, type PoliciesProps } from './policies.page.tsx'

const form = z.object({ act: textField(20), id: textField(60), agency: textField(40) })
const doneWords = { propose: 'proposed', agree: 'seconded', end: 'ended' } as const
type Act = keyof typeof doneWords

const isAct = (text: string): text is Act => Object.hasOwn(doneWords, text)

export function policiesRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/policies', async (request, reply) => {
    const done = Object.values(doneWords).find((word) => word === queryText(request.query, 'done'))
    return show(deps, reply, { done })
  })

  app.post('/console/policies', async (request, reply) => {
    const { account, session } = personOf(request)
    const { act, id, agency } = form.parse(request.body)
    if (!isAct(act)) return showRefusal(deps, reply, refuse('choice-missing'))
    // Ending is the safe direction: it needs no fresh proof, as closing the door does not.
    if (act !== 'end' && !isFresh(session)) return sendToConfirm(request, reply)
    const by = { actorId: account.id, address: addressOf(request) }
    const result =
      act === 'propose' ? await propose(deps, { ...by, agency }) : await { agree, end }[act](deps, { ...by, id })
    if (!result.ok) return showRefusal(deps, reply, result)
    return reply.redirect(`/${reply.shell().language}/console/policies?done=${doneWords[act]}`, 303)
  })
}

const showRefusal = (deps: Deps, reply: FastifyReply, refusal: Refusal) =>
  show(deps, reply, { refusal: sentence(reply.shell().language, refusal) }, statusOf(refusal.code))

async function show(deps: Deps, reply: FastifyReply, told: Pick<PoliciesProps, 'done' | 'refusal'>, status = 200) {
  const [policies, agencies] = [await listPolicies(deps.db), await listAgencies(deps.db)]
  const healthy = deps.config.POLICY_HEALTHY
  return reply.sendPage(Policies({ frame: await frameOf(deps, reply), policies, agencies, healthy, ...told }), status)
}
