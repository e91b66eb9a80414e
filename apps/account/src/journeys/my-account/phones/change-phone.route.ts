// Thêm mới, Cập nhật, and the code to the new number.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { findChallenge } from '../../../records/otp/store.ts'
import { findPhone } from '../../../records/phones/store.ts'
import { type Refusal, refuse } from '../../../result.ts'
import { codeRefusal } from '../../../web/code-page.tsx'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf, sendToConfirm } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { mayChangeFactors } from '../may-change.ts'
import { bindingOf, type Change } from '../number-code/change.ts'
import { checkNumberCode } from '../number-code/check-number-code.ts'
import { sendNumberCode } from '../number-code/send-number-code.ts'
import { EditPhone } from './edit-phone.page.tsx'
import { NewNumberCode } from './new-number-code.page.tsx'
import { showPhones } from './phones.route.ts'
import { startChange } from './start-change.ts'

const form = z.object({ country: textField(5), number: textField(20) })
const codeForm = z.object({ code: textField(20), for: textField(40) })

/** What the addresses call it: "new", or the row of the number that is replaced. */
const changeOf = (target: string): Change => (target === 'new' ? { kind: 'add' } : { kind: 'replace', phoneId: target })
const targetOf = (change: Change): string => (change.kind === 'replace' ? change.phoneId : 'new')

export function changePhoneRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/my-account/phones/new', async (request, reply) => openForm(deps, request, reply, 'new'))
  app.post('/my-account/phones/new', async (request, reply) => sendForm(deps, request, reply, 'new'))
  app.get<{ Params: { id: string } }>('/my-account/phones/:id/edit', async (request, reply) =>
    openForm(deps, request, reply, request.params.id),
  )
  app.post<{ Params: { id: string } }>('/my-account/phones/:id/edit', async (request, reply) =>
    sendForm(deps, request, reply, request.params.id),
  )
  codeRoutes(app, deps)
}

async function openForm(deps: Deps, request: FastifyRequest, reply: FastifyReply, target: string) {
  if (!(await mayChangeFactors(deps, personOf(request)))) return sendToConfirm(request, reply)
  return showForm(deps, reply, target, {})
}

async function sendForm(deps: Deps, request: FastifyRequest, reply: FastifyReply, target: string) {
  const person = personOf(request)
  if (!(await mayChangeFactors(deps, person))) return sendToConfirm(request, reply)
  const { number: typed } = form.parse(request.body)
  const { language } = reply.shell()
  const address = addressOf(request)
  const result = await startChange(deps, { person, change: changeOf(target), typed, address, language })
  return result.ok ? toCode(reply, target) : showForm(deps, reply, target, { typed, refusal: result })
}

/** The proof was fresh when the code left; the code itself is the proof of the step that it opens. */
function codeRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { for?: string; again?: string } }>('/my-account/phones/code', async (request, reply) => {
    const { for: target = 'new', again } = request.query
    return showCode(deps, reply, target, { sentAgain: again === '1' })
  })

  app.post('/my-account/phones/code', async (request, reply) => {
    const person = personOf(request)
    const { code, for: target } = codeForm.parse(request.body)
    const change = changeOf(target)
    const { language } = reply.shell()
    const result = await checkNumberCode(deps, { person, change, code, address: addressOf(request), language })
    const done = change.kind === 'add' ? 'added' : 'changed'
    if (result.ok) return reply.redirect(`/${language}/my-account/phones?done=${done}`, 303)
    const isAboutNumber = result.code.startsWith('phone')
    return isAboutNumber ? showForm(deps, reply, target, { refusal: result }) : showCode(deps, reply, target, result)
  })

  app.post('/my-account/phones/code/send-again', async (request, reply) => {
    const person = personOf(request)
    const { for: target } = codeForm.parse(request.body)
    const change = changeOf(target)
    const { language } = reply.shell()
    const last = await findChallenge(deps.db, bindingOf(person.session, change), 'new-phone')
    if (!last) return reply.redirect(`/${language}/my-account/phones`, 303)
    const again = { person, change, number: last.phone, address: addressOf(request), language }
    const result = await sendNumberCode(deps, again)
    return result.ok ? toCode(reply, target, '&again=1') : showCode(deps, reply, target, result)
  })
}

const toCode = (reply: FastifyReply, target: string, more = '') =>
  reply.redirect(`/${reply.shell().language}${codePath(target)}${more}`, 303)

const codePath = (target: string) => `/my-account/phones/code?for=${encodeURIComponent(targetOf(changeOf(target)))}`

async function showForm(
  deps: Deps,
  reply: FastifyReply,
  target: string,
  { typed, refusal }: { typed?: string; refusal?: Refusal },
) {
  const { account } = personOf(reply.request)
  const phone = target === 'new' ? undefined : await findPhone(deps.db, account.id, target)
  if (target !== 'new' && !phone) return showPhones(deps, reply, { refusal: refuse('phone-gone') })
  const path = phone ? `/my-account/phones/${phone.id}/edit` : '/my-account/phones/new'
  const frame = await frameOf(deps, reply, path)
  if (refusal?.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const text = refusal ? sentence(frame.shell.language, refusal) : undefined
  const atField = refusal?.code === 'phone-format' || refusal?.code === 'phone-there'
  const told = atField ? { error: text } : { refusal: text }
  return reply.sendPage(EditPhone({ frame, phone, typed, ...told }), refusal ? statusOf(refusal.code) : 200)
}

async function showCode(deps: Deps, reply: FastifyReply, target: string, state: Refusal | { sentAgain: boolean }) {
  const { session } = personOf(reply.request)
  const challenge = await findChallenge(deps.db, bindingOf(session, changeOf(target)), 'new-phone')
  if (!challenge && !('code' in state)) return reply.redirect(`/${reply.shell().language}/my-account/phones`, 303)
  const frame = await frameOf(deps, reply, codePath(target))
  if (!('code' in state)) return reply.sendPage(NewNumberCode({ frame, target, challenge, ...state }))
  if (state.retryAfter) reply.header('retry-after', String(state.retryAfter))
  const page = NewNumberCode({ frame, target, challenge, ...codeRefusal(frame.shell, state) })
  return reply.sendPage(page, statusOf(state.code))
}
