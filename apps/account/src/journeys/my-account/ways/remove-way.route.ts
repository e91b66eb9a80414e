// The page that asks before a way is removed, and does it.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Deps } from '../../../deps.ts'
import { findWays } from '../../../records/factors/ways.ts'
import type { Refusal } from '../../../result.ts'
import { statusOf } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { isFresh, personOf, sendToConfirm } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { type Removable, removeWay, whyNot } from './remove-way.ts'
import { RemoveWayPage } from './remove-way.page.tsx'

type ById = { Params: { id: string } }

export function removeWayRoutes(app: FastifyInstance, deps: Deps): void {
  const theApp = { kind: 'authenticator' } as const
  app.get('/my-account/ways/authenticator/remove', (request, reply) => ask(deps, request, reply, theApp))
  app.post('/my-account/ways/authenticator/remove', (request, reply) => remove(deps, request, reply, theApp))
  app.get<ById>('/my-account/ways/passkeys/:id/remove', (request, reply) =>
    ask(deps, request, reply, { kind: 'passkey', id: request.params.id }),
  )
  app.post<ById>('/my-account/ways/passkeys/:id/remove', (request, reply) =>
    remove(deps, request, reply, { kind: 'passkey', id: request.params.id }),
  )
}

async function ask(deps: Deps, request: FastifyRequest, reply: FastifyReply, what: Removable) {
  const { account, session } = personOf(request)
  if (!isFresh(session)) return sendToConfirm(request, reply)
  return show(deps, reply, what, whyNot(await findWays(deps.db, account.id), what))
}

async function remove(deps: Deps, request: FastifyRequest, reply: FastifyReply, what: Removable) {
  const person = personOf(request)
  if (!isFresh(person.session)) return sendToConfirm(request, reply)
  const { language } = reply.shell()
  const result = await removeWay(deps, { person, what, address: addressOf(request), language })
  if (!result.ok) return show(deps, reply, what, result)
  return reply.redirect(`/${language}/my-account/ways?done=removed`, 303)
}

async function show(deps: Deps, reply: FastifyReply, what: Removable, refusal: Refusal | null) {
  const { passkeys } = await findWays(deps.db, personOf(reply.request).account.id)
  const passkey = what.kind === 'passkey' ? passkeys.find(({ id }) => id === what.id)?.name : undefined
  const path = `/my-account/ways/${what.kind === 'passkey' ? `passkeys/${what.id}` : 'authenticator'}/remove`
  const frame = await frameOf(deps, reply, path)
  const text = refusal ? sentence(frame.shell.language, refusal) : undefined
  return reply.sendPage(RemoveWayPage({ frame, path, passkey, refusal: text }), refusal ? statusOf(refusal.code) : 200)
}
