// GET, POST /register and the code that follows.
import { readClock } from '@motcua/db/clock.ts'
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import type { Refusal } from '../../result.ts'
import { onTheBeat } from '../../web/beat.ts'
import { browserIdOf } from '../../web/browser.ts'
import { captchaOf } from '../../web/captcha-box.tsx'
import { checkCaptcha, dropWaited } from '../../web/captcha.ts'
import { dropCookie } from '../../web/cookies.ts'
import { statusOf, textField } from '../../web/forms.ts'
import { sentence } from '../../web/messages/codes.ts'
import { ConfirmPhone, Registered } from './confirm.page.tsx'
import { confirmRegistration } from './confirm-registration.ts'
import { Register } from './register.page.tsx'
import { keepRegistration, type Registration, registrationCookie, registrationOf } from './registration.ts'
import { readRegistration, sendAgain, startRegistration } from './start-registration.ts'

const form = z.object({
  kind: textField(20),
  name: textField(200),
  phone: textField(40),
  password: textField(1000),
  again: textField(1000),
})
const codeForm = z.object({ code: textField(20) })

const fields: Partial<Record<Refusal['code'], string>> = {
  'choice-missing': 'kind',
  'name-missing': 'name',
  'phone-format': 'phone',
  'password-missing': 'password',
  'password-short': 'password',
  'password-long': 'password',
  'password-classes': 'password',
  'password-blocked': 'password',
  'password-unlike': 'again',
  'captcha-missing': 'captcha',
  'captcha-wrong': 'captcha',
  'captcha-away': 'captcha',
}

export function registerRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/register', async (_request, reply) =>
    reply.sendPage(
      Register({
        shell: reply.shell(),
        captcha: captchaOf(deps, reply, 'register'),
        typed: { kind: '', name: '', phone: '' },
        errors: {},
      }),
    ),
  )

  app.post('/register', onTheBeat, async (request, reply) => {
    const shell = reply.shell()
    const typed = form.parse(request.body)
    const input = { ...typed, browser: browserIdOf(reply), address: addressOf(request), language: shell.language }
    const readable = readRegistration(deps, input)
    const human = readable.ok ? await checkCaptcha(deps, request, 'register') : readable
    const result = human.ok ? await startRegistration(deps, input) : human
    if (result.ok) {
      dropWaited(reply)
      keepRegistration(deps, reply, result.registration)
      return reply.redirect(`/${shell.language}/register/code`, 303)
    }
    if (result.retryAfter) reply.header('retry-after', String(result.retryAfter))
    const errors: Record<string, string> = {}
    for (const one of readable.ok ? [result] : readable.all) {
      const field = fields[one.code]
      if (field) errors[field] = sentence(shell.language, one)
    }
    const told = fields[result.code] ? { errors } : { errors, refusal: sentence(shell.language, result) }
    return reply.sendPage(
      Register({ shell, captcha: captchaOf(deps, reply, 'register'), typed, ...told }),
      statusOf(result.code),
    )
  })

  app.get('/register/code', async (_request, reply) => {
    const registration = registrationOf(deps, reply, await readClock(deps.db))
    return registration ? showCode(deps, reply, registration) : startOver(reply)
  })

  app.post('/register/code', onTheBeat, async (request, reply) => {
    const now = await readClock(deps.db)
    const registration = registrationOf(deps, reply, now)
    if (!registration) return startOver(reply)
    const { code } = codeForm.parse(request.body)
    const result = await confirmRegistration(deps, { registration, code, address: addressOf(request) })
    if (!result.ok) return showCode(deps, reply, registration, result)
    dropCookie(reply, registrationCookie)
    const shell = { ...reply.shell(), path: '/sign-in' }
    return reply.sendPage(Registered({ shell, name: registration.name, codes: result.recoveryCodes, now }))
  })

  app.post('/register/code/send-again', onTheBeat, async (request, reply) => {
    const now = await readClock(deps.db)
    const registration = registrationOf(deps, reply, now)
    if (!registration) return startOver(reply)
    const wait = limits.resend.apart - (now.getTime() - registration.sentAt) / 1000
    if (wait > 0)
      return showCode(deps, reply, registration, { ok: false, code: 'code-too-soon', retryAfter: Math.ceil(wait) })
    const { language } = reply.shell()
    const sent = await sendAgain(deps, { registration, address: addressOf(request), language })
    if (!sent.ok) return showCode(deps, reply, registration, sent)
    keepRegistration(deps, reply, { ...registration, sentAt: now.getTime() })
    return reply.redirect(`/${language}/register/code`, 303)
  })
}

const startOver = (reply: FastifyReply) => reply.redirect(`/${reply.shell().language}/register`, 303)

async function showCode(deps: Deps, reply: FastifyReply, registration: Registration, refusal?: Refusal) {
  const shell = { ...reply.shell(), path: '/register/code' }
  const page = { shell, registration, now: await readClock(deps.db) }
  if (!refusal) return reply.sendPage(ConfirmPhone(page))
  if (refusal.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const text = sentence(shell.language, refusal)
  const atField = refusal.code === 'code-format' || refusal.code === 'reset-code-wrong'
  return reply.sendPage(
    ConfirmPhone({ ...page, ...(atField ? { error: text } : { refusal: text }) }),
    statusOf(refusal.code),
  )
}
