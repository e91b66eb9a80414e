// How many recovery codes are left, new ones, and the page that shows them once.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { liveRecoveryCodes } from '../../../records/factors/store.ts'
import { findCodePhone } from '../../../records/phones/store.ts'
import type { Refusal } from '../../../result.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { isFresh, personOf, sendToConfirm } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { codesMark, makeCodes } from './make-codes.ts'
import { RecoveryCodes } from './recovery-codes.page.tsx'
import { codesToShow, forgetShown, keepForOnePage } from './shown-once.ts'
import { ShownCodesPage } from './shown-codes.page.tsx'

const form = z.object({ do: textField(10), since: textField(20) })

export function recoveryCodesRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/my-account/recovery-codes', async (request, reply) => showCodes(deps, request, reply))

  app.post('/my-account/recovery-codes', async (request, reply) => {
    const { language } = reply.shell()
    const body = form.parse(request.body)
    if (body.do === 'kept') {
      forgetShown(reply)
      return reply.redirect(`/${language}/my-account/info?done=kept`, 303)
    }
    const person = personOf(request)
    if (!isFresh(person.session)) return sendToConfirm(request, reply)
    const result = await makeCodes(deps, { person, since: body.since, address: addressOf(request), language })
    if (!result.ok && result.code !== 'codes-there') return showCodes(deps, request, reply, result)
    if (result.ok) await keepForOnePage(deps, reply, result.codes)
    return reply.redirect(`/${language}/my-account/recovery-codes`, 303)
  })
}

async function showCodes(deps: Deps, request: FastifyRequest, reply: FastifyReply, refusal?: Refusal) {
  const { id } = personOf(request).account
  const frame = await frameOf(deps, reply, '/my-account/recovery-codes')
  const shown = refusal ? undefined : await codesToShow(deps, request)
  if (shown) return reply.sendPage(ShownCodesPage({ frame, shown }))
  if (refusal?.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const page = RecoveryCodes({
    frame,
    left: (await liveRecoveryCodes(deps.db, id)).length,
    since: await codesMark(deps.db, id),
    hasPhone: (await findCodePhone(deps.db, id)) !== undefined,
    refusal: refusal ? sentence(frame.shell.language, refusal) : undefined,
  })
  return reply.sendPage(page, refusal ? statusOf(refusal.code) : 200)
}
