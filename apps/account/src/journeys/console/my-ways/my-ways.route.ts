// An administrator's or auditor's own ways to prove it.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { findWays } from '../../../records/factors/ways.ts'
import type { Refusal } from '../../../result.ts'
import { deviceOf } from '../../../web/browser.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { isFresh, personOf, sendToConfirm } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { NewPasskey, RemovePasskey } from './change-passkeys.page.tsx'
import { askForNewPasskey, makePasskey, removePasskey, whyNot } from './change-passkeys.ts'
import { MyWays } from './my-ways.page.tsx'

const form = z.object({ name: textField(200), asked: textField(2000), answer: textField(20_000) })
const list = '/console/my-ways'
const newPath = `${list}/passkeys/new`
const removePath = `${list}/passkeys/:id/remove`

export function myWaysRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { done?: string } }>(list, async (request, reply) => {
    const done = (['added', 'removed'] as const).find((word) => word === request.query.done)
    const ways = await findWays(deps.db, personOf(request).account.id)
    return reply.sendPage(MyWays({ frame: await frameOf(deps, reply, list), ways, done }))
  })

  app.get(newPath, async (request, reply) => {
    if (!isFresh(personOf(request).session)) return sendToConfirm(request, reply)
    return showNew(deps, reply, deviceOf(request.headers['user-agent']))
  })

  app.post(newPath, async (request, reply) => {
    const person = personOf(request)
    if (!isFresh(person.session)) return sendToConfirm(request, reply)
    const body = form.parse(request.body)
    const result = await makePasskey(deps, { ...body, person, address: addressOf(request) })
    return result.ok ? toList(reply, 'added') : showNew(deps, reply, body.name, result)
  })

  app.get<{ Params: { id: string } }>(removePath, async (request, reply) => {
    const { account, session } = personOf(request)
    if (!isFresh(session)) return sendToConfirm(request, reply)
    const { id } = request.params
    return showRemove(deps, reply, id, whyNot(await findWays(deps.db, account.id), id))
  })

  app.post<{ Params: { id: string } }>(removePath, async (request, reply) => {
    const person = personOf(request)
    if (!isFresh(person.session)) return sendToConfirm(request, reply)
    const { id } = request.params
    const result = await removePasskey(deps, { person, id, address: addressOf(request) })
    return result.ok ? toList(reply, 'removed') : showRemove(deps, reply, id, result)
  })
}

const toList = (reply: FastifyReply, done: string) =>
  reply.redirect(`/${reply.shell().language}${list}?done=${done}`, 303)

async function showNew(deps: Deps, reply: FastifyReply, name: string, refusal?: Refusal) {
  const frame = await frameOf(deps, reply, newPath)
  const text = refusal ? sentence(frame.shell.language, refusal) : undefined
  const question = await askForNewPasskey(deps, personOf(reply.request))
  const told = refusal?.code === 'passkey-name' ? { error: text } : { refusal: text }
  return reply.sendPage(NewPasskey({ frame, name, question, ...told }), refusal ? statusOf(refusal.code) : 200)
}

async function showRemove(deps: Deps, reply: FastifyReply, id: string, refusal: Refusal | null) {
  const { passkeys } = await findWays(deps.db, personOf(reply.request).account.id)
  const frame = await frameOf(deps, reply, list)
  const name = passkeys.find((passkey) => passkey.id === id)?.name ?? ''
  const text = refusal ? sentence(frame.shell.language, refusal) : undefined
  return reply.sendPage(RemovePasskey({ frame, id, name, refusal: text }), refusal ? statusOf(refusal.code) : 200)
}
