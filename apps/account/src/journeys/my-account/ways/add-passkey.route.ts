// The page that adds a passkey.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import type { Refusal } from '../../../result.ts'
import { deviceOf } from '../../../web/browser.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf, sendToConfirm } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { mayChangeFactors } from '../may-change.ts'
import { askForNewPasskey, makePasskey } from './add-passkey.ts'
import { NewPasskeyPage } from './new-passkey.page.tsx'

const form = z.object({ name: textField(200), asked: textField(2000), answer: textField(20_000) })
const path = '/my-account/ways/passkeys/new'

export function addPasskeyRoutes(app: FastifyInstance, deps: Deps): void {
  app.get(path, async (request, reply) => {
    if (!(await mayChangeFactors(deps, personOf(request)))) return sendToConfirm(request, reply)
    return showForm(deps, reply, deviceOf(request.headers['user-agent']))
  })

  app.post(path, async (request, reply) => {
    const person = personOf(request)
    if (!(await mayChangeFactors(deps, person))) return sendToConfirm(request, reply)
    const body = form.parse(request.body)
    const { language } = reply.shell()
    const result = await makePasskey(deps, { ...body, person, address: addressOf(request), language })
    if (!result.ok) return showForm(deps, reply, body.name, result)
    return reply.redirect(`/${language}/my-account/ways?done=passkey`, 303)
  })
}

async function showForm(deps: Deps, reply: FastifyReply, name: string, refusal?: Refusal) {
  const person = personOf(reply.request)
  const frame = await frameOf(deps, reply, path)
  const text = refusal ? sentence(frame.shell.language, refusal) : undefined
  const page = NewPasskeyPage({
    frame,
    name,
    question: await askForNewPasskey(deps, person),
    ...(refusal?.code === 'passkey-name' ? { error: text } : { refusal: text }),
  })
  return reply.sendPage(page, refusal ? statusOf(refusal.code) : 200)
}
