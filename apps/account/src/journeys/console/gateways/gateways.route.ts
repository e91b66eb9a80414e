// The page of SMS gateways: what each does, which comes first, a test message.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { failoverOf } from '../../../outside/sms/settings.ts'
import { listAlarms } from '../../../records/gateways/alarms.ts'
import { figuresByHour, figuresOfDay, findTest } from '../../../records/gateways/figures.ts'
import { readFleet } from '../../../records/gateways/fleet.ts'
import { orderInForce } from '../../../records/gateways/order.ts'
import { findOrder, listBreakers } from '../../../records/gateways/store.ts'
import type { Refusal } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { isFresh, personOf, sendToConfirm } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { proofErrors } from '../proof-errors.ts'
import { queryText } from '../../../web/query-text.ts'
import { freshBy } from '../standby-door/fresh-in-form.ts'
import { Gateways, type GatewaysProps } from './gateways.page.tsx'
import { readTest, sendTest } from './send-test.ts'
import { setOrder } from './set-order.ts'

const orderForm = z.object({ first: textField(20), seen: textField(200) })
const testForm = z.object({
  gateway: textField(20),
  phone: textField(30),
  password: textField(1000),
  code: textField(20),
})
const alarmsShown = 20

export function gatewaysRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/console/gateways', async (request, reply) => {
    const isDone = queryText(request.query, 'done') === 'order'
    const test = await findTest(deps.db, queryText(request.query, 'test'), personOf(request).account.id)
    return show(deps, reply, { isDone, test })
  })

  app.post('/console/gateways', async (request, reply) => {
    const { account, session } = personOf(request)
    const { first, seen } = orderForm.parse(request.body)
    if (!isFresh(session)) return sendToConfirm(request, reply)
    const result = await setOrder(deps, { first, seen, actorId: account.id, address: addressOf(request) })
    if (!result.ok) return show(deps, reply, refusedOrder(reply, result), statusOf(result.code))
    return reply.redirect(`/${reply.shell().language}/console/gateways?done=order`, 303)
  })

  app.post('/console/gateways/test', async (request, reply) => {
    const { password, code, ...typed } = testForm.parse(request.body)
    const read = readTest(deps, typed)
    if (!read.ok) return show(deps, reply, refusedTest(reply, typed, read), statusOf(read.code))
    const fresh = await freshBy(deps, reply, { password, code })
    if (!fresh.ok) return show(deps, reply, refusedTest(reply, typed, fresh), statusOf(fresh.code))
    const { language } = reply.shell()
    const actorId = personOf(request).account.id
    const result = await sendTest(deps, { ...typed, actorId, address: addressOf(request), language })
    if (!result.ok) return show(deps, reply, refusedTest(reply, typed, result), statusOf(result.code))
    return reply.redirect(`/${language}/console/gateways?test=${result.id}#test`, 303)
  })
}

type Shown = Pick<GatewaysProps, 'isDone' | 'test' | 'refusal' | 'typed' | 'errors'>

const refusedOrder = (reply: FastifyReply, refusal: Refusal): Shown => ({
  refusal: sentence(reply.shell().language, refusal),
})

function refusedTest(reply: FastifyReply, typed: { gateway: string; phone: string }, refusal: Refusal): Shown {
  const { language } = reply.shell()
  if (refusal.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const text = sentence(language, refusal)
  if (refusal.code === 'phone-format') return { typed, errors: { phone: text } }
  if (refusal.code === 'choice-missing') return { typed, errors: { gateway: text } }
  return { typed, ...proofErrors(language, refusal) }
}

async function show(deps: Deps, reply: FastifyReply, shown: Shown, status = 200) {
  const { db, config } = deps
  const chosen = await findOrder(db)
  const page = Gateways({
    ...shown,
    frame: await frameOf(deps, reply, '/console/gateways'),
    order: orderInForce(
      deps.gateways.map(({ name }) => name),
      chosen?.gateways,
    ),
    chosen,
    hasFailover: failoverOf(config),
    breakers: await listBreakers(db),
    figures: await figuresOfDay(db),
    hours: await figuresByHour(db),
    alarms: await listAlarms(db, alarmsShown),
    fleet: await readFleet(db, config),
  })
  return reply.sendPage(page, status)
}
