// The page of the password.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { findUsablePassword } from '../../../records/passwords/store.ts'
import { findCodePhone } from '../../../records/phones/store.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { type Changed, changePassword } from './change-password.ts'
import { ChangePasswordPage } from './change-password.page.tsx'

const form = z.object({ current: textField(1000), password: textField(1000), again: textField(1000) })

export function changePasswordRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { done?: string } }>('/my-account/password', async (request, reply) => {
    const frame = await frameOf(deps, reply, '/my-account/password')
    const done = request.query.done === 'changed'
    return reply.sendPage(ChangePasswordPage({ frame, ...(await readyOf(deps, frame.person.account.id)), done }))
  })

  app.post('/my-account/password', async (request, reply) => {
    const person = personOf(request)
    const { language } = reply.shell()
    const typed = form.parse(request.body)
    const result = await changePassword(deps, { ...typed, person, address: addressOf(request), language })
    if (result.ok) return reply.redirect(`/${language}/my-account/password?done=changed`, 303)
    return showRefusal(deps, reply, result)
  })
}

const readyOf = async ({ db }: Deps, accountId: string) => ({
  setAt: (await findUsablePassword(db, accountId))?.set_at ?? null,
  hasPhone: (await findCodePhone(db, accountId)) !== undefined,
})

async function showRefusal(deps: Deps, reply: FastifyReply, refusal: Exclude<Changed, { ok: true }>) {
  const frame = await frameOf(deps, reply, '/my-account/password')
  const text = sentence(frame.shell.language, refusal)
  const field = fieldOf(refusal)
  if (refusal.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const ready = await readyOf(deps, frame.person.account.id)
  const told = field ? { errors: { [field]: text } } : { refusal: text }
  return reply.sendPage(ChangePasswordPage({ frame, ...ready, ...told }), statusOf(refusal.code))
}

function fieldOf(refusal: Exclude<Changed, { ok: true }>): 'current' | 'password' | 'again' | undefined {
  if (refusal.code === 'password-unlike') return 'again'
  if ('atNew' in refusal) return 'password'
  return refusal.code === 'password-missing' || refusal.code === 'password-old-wrong' ? 'current' : undefined
}
