// The table of numbers, and the way to delete one.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { findWays } from '../../../records/factors/ways.ts'
import { findPhone, listPhones, type Phone } from '../../../records/phones/store.ts'
import { type Refusal, refuse } from '../../../result.ts'
import { statusOf } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf, sendToConfirm } from '../../../web/person.ts'
import { audienceOf } from '../audience.ts'
import { frameOf } from '../frame-state.ts'
import { mayChangeFactors } from '../may-change.ts'
import { deletePhone, findHeir } from './delete-phone.ts'
import { DeletePhonePage } from './delete-phone.page.tsx'
import { type Done, Phones } from './phones.page.tsx'

const doneWords: readonly Done[] = ['added', 'changed', 'removed']

export function phonesRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { done?: string } }>('/my-account/phones', async (request, reply) =>
    showPhones(deps, reply, { done: doneWords.find((word) => word === request.query.done) }),
  )

  app.get<{ Params: { id: string } }>('/my-account/phones/:id/delete', async (request, reply) => {
    const person = personOf(request)
    const phone = await findPhone(deps.db, person.account.id, request.params.id)
    if (!phone) return showPhones(deps, reply, { refusal: refuse('phone-gone') })
    if (!(await mayChangeFactors(deps, person))) return sendToConfirm(request, reply)
    return showDelete(deps, reply, phone)
  })

  app.post<{ Params: { id: string } }>('/my-account/phones/:id/delete', async (request, reply) => {
    const person = personOf(request)
    if (!(await mayChangeFactors(deps, person))) return sendToConfirm(request, reply)
    const { language } = reply.shell()
    const { id } = request.params
    const result = await deletePhone(deps, { person, id, address: addressOf(request), language })
    if (result.ok) return reply.redirect(`/${language}/my-account/phones?done=removed`, 303)
    const phone = await findPhone(deps.db, person.account.id, id)
    return phone ? showDelete(deps, reply, phone) : showPhones(deps, reply, { refusal: result })
  })
}

export async function showPhones(
  deps: Deps,
  reply: FastifyReply,
  { done, refusal }: { done?: Done | undefined; refusal?: Refusal },
) {
  const frame = await frameOf(deps, reply, '/my-account/phones')
  const phones = await listPhones(deps.db, frame.person.account.id)
  const text = refusal ? sentence(frame.shell.language, refusal) : undefined
  return reply.sendPage(Phones({ frame, phones, done, refusal: text }), refusal ? statusOf(refusal.code) : 200)
}

async function showDelete(deps: Deps, reply: FastifyReply, phone: Phone) {
  const frame = await frameOf(deps, reply, `/my-account/phones/${phone.id}/delete`)
  const { account } = frame.person
  const heir = await findHeir(deps.db, frame.person, await listPhones(deps.db, account.id), phone)
  // Citizens sign in with the number itself: without one there would be no way back in.
  const isLast = phone.codes_from !== null && !heir && audienceOf(account) === 'public'
  const refusal = isLast ? sentence(frame.shell.language, { code: 'phone-last' }) : undefined
  const { usable } = await findWays(deps.db, account.id, deps.config.FACTOR_PROFILE)
  const hasOtherWay = usable.some((way) => way !== 'sms')
  const status = isLast && reply.request.method === 'POST' ? 422 : 200
  return reply.sendPage(DeletePhonePage({ frame, phone, heir, hasOtherWay, refusal }), status)
}
