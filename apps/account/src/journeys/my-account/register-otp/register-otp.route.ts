// Đăng ký OTP: choose a number, captcha, code, recovery codes.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { findChallenge } from '../../../records/otp/store.ts'
import { findCodePhone, listPhones } from '../../../records/phones/store.ts'
import type { Refusal } from '../../../result.ts'
import { captchaOf } from '../../../web/captcha-box.tsx'
import { checkCaptcha, dropWaited } from '../../../web/captcha.ts'
import { codeRefusal } from '../../../web/code-page.tsx'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { personOf, sendToConfirm } from '../../../web/person.ts'
import { frameOf } from '../frame-state.ts'
import { mayChangeFactors } from '../may-change.ts'
import { bindingOf } from '../number-code/change.ts'
import { checkNumberCode } from '../number-code/check-number-code.ts'
import { sendNumberCode } from '../number-code/send-number-code.ts'
import { makeCodes } from '../recovery-codes/make-codes.ts'
import { keepForOnePage } from '../recovery-codes/shown-once.ts'
import { chooseNumber } from './choose-number.ts'
import { ConfirmNumber } from './confirm-number.page.tsx'
import { RegisterOtp } from './register-otp.page.tsx'

const form = z.object({ choice: textField(40), country: textField(5), number: textField(20) })
const codeForm = z.object({ code: textField(20) })
const change = { kind: 'register' } as const

export function registerOtpRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/my-account/register-otp', async (_request, reply) => showForm(deps, reply, {}))

  app.post('/my-account/register-otp', async (request, reply) => {
    const person = personOf(request)
    const body = form.parse(request.body)
    if (!(await mayChangeFactors(deps, person))) return sendToConfirm(request, reply)
    const chosen = await chooseNumber(deps, { accountId: person.account.id, choice: body.choice, typed: body.number })
    if (!chosen.ok) return showForm(deps, reply, body, chosen)
    const human = await checkCaptcha(deps, request, 'register-otp')
    dropWaited(reply)
    if (!human.ok) return showForm(deps, reply, body, human)
    const { number } = chosen
    const { language } = reply.shell()
    const result = await sendNumberCode(deps, { person, change, number, address: addressOf(request), language })
    if (!result.ok) return showForm(deps, reply, body, result)
    return reply.redirect(`/${language}/my-account/register-otp/code`, 303)
  })

  codeRoutes(app, deps)
}

function codeRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { again?: string } }>('/my-account/register-otp/code', async (request, reply) =>
    showCode(deps, reply, { sentAgain: request.query.again === '1' }),
  )

  app.post('/my-account/register-otp/code', async (request, reply) => {
    const person = personOf(request)
    const { language } = reply.shell()
    const { code } = codeForm.parse(request.body)
    const result = await checkNumberCode(deps, { person, change, code, address: addressOf(request), language })
    if (result.ok) return reply.redirect(`/${language}${await afterRegistration(deps, request, reply)}`, 303)
    return isAboutNumber(result) ? showForm(deps, reply, {}, result) : showCode(deps, reply, result)
  })

  app.post('/my-account/register-otp/code/send-again', async (request, reply) => {
    const person = personOf(request)
    const { language } = reply.shell()
    const last = await findChallenge(deps.db, bindingOf(person.session, change), 'register-phone')
    if (!last) return reply.redirect(`/${language}/my-account/register-otp`, 303)
    const again = { person, change, number: last.phone, address: addressOf(request), language }
    const result = await sendNumberCode(deps, again)
    if (!result.ok) return showCode(deps, reply, result)
    return reply.redirect(`/${language}/my-account/register-otp/code?again=1`, 303)
  })
}

/** The code was right, but the number cannot be used: another one is to be chosen. */
const isAboutNumber = ({ code }: Refusal) => code.startsWith('phone')

/** The first registration ends with codes to print; whoever has some keeps those they printed. */
async function afterRegistration(deps: Deps, request: FastifyRequest, reply: FastifyReply): Promise<string> {
  const { language } = reply.shell()
  const made = await makeCodes(deps, { person: personOf(request), since: '0', address: addressOf(request), language })
  if (made.ok) await keepForOnePage(deps, reply, made.codes)
  if (made.ok || made.code === 'busy') return '/my-account/recovery-codes'
  return '/my-account/info?done=registered'
}

type Typed = { choice?: string; number?: string }

async function showForm(deps: Deps, reply: FastifyReply, typed: Typed, refusal?: Refusal) {
  const person = personOf(reply.request)
  const frame = await frameOf(deps, reply, '/my-account/register-otp')
  const { id } = person.account
  if (refusal?.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const text = refusal ? sentence(frame.shell.language, refusal) : undefined
  const field = refusal ? fieldOf[refusal.code] : undefined
  const mayChange = await mayChangeFactors(deps, person)
  const captcha = mayChange ? captchaOf(deps, reply, 'register-otp') : null
  const page = RegisterOtp({
    frame,
    captcha,
    phones: await listPhones(deps.db, id),
    current: await findCodePhone(deps.db, id),
    mayChange,
    typed,
    ...(field && text ? { errors: { [field]: text } } : { refusal: text }),
  })
  return reply.sendPage(page, refusal ? statusOf(refusal.code) : 200)
}

const fieldOf: Partial<Record<Refusal['code'], 'choice' | 'number' | 'captcha'>> = {
  'choice-missing': 'choice',
  'phone-format': 'number',
  'phones-most': 'number',
  'captcha-missing': 'captcha',
  'captcha-wrong': 'captcha',
  'captcha-away': 'captcha',
}

async function showCode(deps: Deps, reply: FastifyReply, state: Refusal | { sentAgain?: boolean }) {
  const { session } = personOf(reply.request)
  const challenge = await findChallenge(deps.db, bindingOf(session, change), 'register-phone')
  if (!challenge && !('code' in state)) return reply.redirect(`/${reply.shell().language}/my-account/register-otp`, 303)
  const frame = await frameOf(deps, reply, '/my-account/register-otp/code')
  if (!('code' in state)) return reply.sendPage(ConfirmNumber({ frame, challenge, ...state }))
  if (state.retryAfter) reply.header('retry-after', String(state.retryAfter))
  const page = ConfirmNumber({ frame, challenge, ...codeRefusal(frame.shell, state) })
  return reply.sendPage(page, statusOf(state.code))
}
