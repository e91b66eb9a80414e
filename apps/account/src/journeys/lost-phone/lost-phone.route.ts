// The lost phone: ask for a new number, then prove it. Without a proven password or a session there is nothing here.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { findJoint } from '../../records/joint-requests/store.ts'
import { findChallenge } from '../../records/otp/store.ts'
import type { Refusal } from '../../result.ts'
import { codeRefusal } from '../../web/code-page.tsx'
import { statusOf, textField } from '../../web/forms.ts'
import { sentence } from '../../web/messages/codes.ts'
import { askNumber } from './ask-number.ts'
import { findLoser, type Loser } from './find-loser.ts'
import { LostPhone, NewNumberCode, NumberChanged } from './lost-phone.page.tsx'
import { bindingOf, proveNumber, sendNewNumberCode } from './prove-number.ts'

const askForm = z.object({ number: textField(40) })
const codeForm = z.object({ code: textField(20) })

export function lostPhoneRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/lost-phone', async (_request, reply) => {
    const loser = await loserAt(deps, reply)
    return loser ? show(deps, reply, loser) : reply
  })

  app.post('/lost-phone', async (request, reply) => {
    const loser = await loserAt(deps, reply)
    if (!loser) return reply
    const { number } = askForm.parse(request.body)
    const result = await askNumber(deps, { ...byLoser(reply, loser), typed: number })
    if (!result.ok) return show(deps, reply, loser, { refusal: result, typed: number })
    return reply.redirect(`/${reply.shell().language}/lost-phone`, 303)
  })

  app.post('/lost-phone/code/send', async (_request, reply) => {
    const loser = await loserAt(deps, reply)
    if (!loser) return reply
    const result = await sendNewNumberCode(deps, byLoser(reply, loser))
    if (result.ok) return reply.redirect(`/${reply.shell().language}/lost-phone/code`, 303)
    return result.code === 'joint-over'
      ? show(deps, reply, loser, { refusal: result })
      : showCode(deps, reply, loser, result)
  })

  app.get('/lost-phone/code', async (_request, reply) => {
    const loser = await loserAt(deps, reply)
    return loser ? showCode(deps, reply, loser) : reply
  })

  app.post('/lost-phone/code', async (request, reply) => {
    const loser = await loserAt(deps, reply)
    if (!loser) return reply
    const { code } = codeForm.parse(request.body)
    const result = await proveNumber(deps, { ...byLoser(reply, loser), code })
    if (!result.ok) return showCode(deps, reply, loser, result)
    return reply.sendPage(NumberChanged({ shell: { ...reply.shell(), path: '/sign-in' }, number: result.number }))
  })
}

/** Undefined after the reply led to the sign-in form. */
async function loserAt(deps: Deps, reply: FastifyReply): Promise<Loser | undefined> {
  const loser = await findLoser(deps, reply)
  if (!loser) void reply.redirect(`/${reply.shell().language}/sign-in?done=over`, 303)
  return loser
}

const byLoser = (reply: FastifyReply, loser: Loser) => ({
  loser,
  address: addressOf(reply.request),
  language: reply.shell().language,
})

type State = { refusal?: Refusal; typed?: string }

async function show(deps: Deps, reply: FastifyReply, loser: Loser, { refusal, typed }: State = {}) {
  const shell = { ...reply.shell(), path: '/lost-phone' }
  const joint = await findJoint(deps.db, loser.account.id, 'new-number')
  const text = refusal && sentence(shell.language, refusal)
  const isAtField = refusal?.code === 'phone-format' || refusal?.code === 'phone-there'
  if (refusal?.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const said = isAtField ? { error: text } : { refusal: text }
  const isSignedIn = loser.sessionId !== undefined
  return reply.sendPage(LostPhone({ shell, joint, isSignedIn, typed, ...said }), refusal ? statusOf(refusal.code) : 200)
}

async function showCode(deps: Deps, reply: FastifyReply, loser: Loser, refusal?: Refusal) {
  const shell = { ...reply.shell(), path: '/lost-phone/code' }
  const joint = await findJoint(deps.db, loser.account.id, 'new-number')
  if (!joint?.second_at) return show(deps, reply, loser, refusal ? { refusal } : {})
  const challenge = await findChallenge(deps.db, bindingOf(joint), 'new-phone')
  if (refusal?.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const said = refusal ? codeRefusal(shell, refusal) : {}
  return reply.sendPage(NewNumberCode({ shell, challenge, ...said }), refusal ? statusOf(refusal.code) : 200)
}
