// Cách xác thực: the page of all ways, and which one is asked first.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { liveRecoveryCodes } from '../../../records/factors/store.ts'
import { findWays } from '../../../records/factors/ways.ts'
import type { Refusal } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { addAuthenticatorRoutes } from './add-authenticator.route.ts'
import { addPasskeyRoutes } from './add-passkey.route.ts'
import { preferWay } from './prefer-way.ts'
import { removeWayRoutes } from './remove-way.route.ts'
import { type Done, WaysPage } from './ways.page.tsx'

const form = z.object({ way: textField(20) })
const doneWords: readonly Done[] = ['authenticator', 'passkey', 'removed', 'preferred']

export function waysRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { done?: string } }>('/my-account/ways', async (request, reply) => {
    const done = doneWords.find((word) => word === request.query.done)
    return showWays(deps, reply, { done })
  })

  app.post('/my-account/ways', async (request, reply) => {
    const { way } = form.parse(request.body)
    const result = await preferWay(deps, { person: personOf(request), way, address: addressOf(request) })
    if (!result.ok) return showWays(deps, reply, { refusal: result })
    return reply.redirect(`/${reply.shell().language}/my-account/ways?done=preferred`, 303)
  })

  addAuthenticatorRoutes(app, deps)
  addPasskeyRoutes(app, deps)
  removeWayRoutes(app, deps)
}

type State = { done?: Done | undefined; refusal?: Refusal }

async function showWays(deps: Deps, reply: FastifyReply, { done, refusal }: State) {
  const { id } = personOf(reply.request).account
  const profile = deps.config.FACTOR_PROFILE
  const frame = await frameOf(deps, reply, '/my-account/ways')
  const page = WaysPage({
    frame,
    profile,
    done,
    ways: await findWays(deps.db, id, profile),
    codesLeft: (await liveRecoveryCodes(deps.db, id)).length,
    refusal: refusal ? sentence(frame.shell.language, refusal) : undefined,
  })
  return reply.sendPage(page, refusal ? statusOf(refusal.code) : 200)
}
