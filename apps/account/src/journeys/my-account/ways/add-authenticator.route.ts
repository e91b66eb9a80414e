// The page that sets an authenticator app up.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { findAuthenticator } from '../../../records/factors/store.ts'
import type { Refusal } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf, sendToConfirm } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { mayChangeFactors } from '../may-change.ts'
import { confirmAuthenticator, offerAuthenticator, readOffer } from './add-authenticator.ts'
import { AuthenticatorPage } from './authenticator.page.tsx'

const form = z.object({ code: textField(20), offer: textField(1000) })
const path = '/my-account/ways/authenticator'

export function addAuthenticatorRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(path, async (request, reply) => {
    if (!(await mayChangeFactors(deps, personOf(request)))) return sendToConfirm(request, reply)
    return showOffer(deps, reply, {})
  })

  app.post(path, async (request, reply) => {
    const person = personOf(request)
    if (!(await mayChangeFactors(deps, person))) return sendToConfirm(request, reply)
    const { code, offer } = form.parse(request.body)
    const { language } = reply.shell()
    const secret = await readOffer(deps, person, offer)
    const result = await confirmAuthenticator(deps, { person, secret, code, address: addressOf(request), language })
    if (!result.ok) return showOffer(deps, reply, { kept: secret, refusal: result })
    return reply.redirect(`/${language}/my-account/ways?done=authenticator`, 303)
  })
}

type State = {
  /** The secret that the person has scanned already. */
  kept?: string | undefined
  refusal?: Refusal
}

async function showOffer(deps: Deps, reply: FastifyReply, { kept, refusal }: State) {
  const person = personOf(reply.request)
  const frame = await frameOf(deps, reply, path)
  const text = refusal ? sentence(frame.shell.language, refusal) : undefined
  const page = AuthenticatorPage({
    frame,
    offer: await offerAuthenticator(deps, person, kept),
    isReplacing: (await findAuthenticator(deps.db, person.account.id)) !== undefined,
    ...(refusal?.code === 'authenticator-late' ? { refusal: text } : { error: text }),
  })
  // The secret is on this page: no copy of it stays in a shared browser.
  reply.header('cache-control', 'no-store')
  return reply.sendPage(page, refusal ? statusOf(refusal.code) : 200)
}
