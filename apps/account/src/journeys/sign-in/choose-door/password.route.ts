// POST /sign-in: the form with number and password.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import { type Errand, openErrand } from '../../../records/attempts/errand.ts'
import type { Refusal } from '../../../result.ts'
import { refusalsOnTheBeat } from '../../../web/beat.ts'
import { browserIdOf } from '../../../web/browser.ts'
import { setCookie } from '../../../web/cookies.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { attemptCookie } from '../../../web/attempt-cookie.ts'
import { triesSubject } from '../known-device.ts'
import { rememberNumber } from '../remembered-number.ts'
import { checkPassword } from '../standby-door/check-password.ts'
import { chooseWay, pageOfWay } from '../standby-door/door-ways.ts'
import { showDoors } from './choose-door.route.ts'

const form = z.object({
  number: textField(40),
  password: textField(1000),
  remember: textField(10),
  for: textField(4000),
})

export function passwordRoutes(app: FastifyInstance, deps: Deps): void {
  app.post('/sign-in', refusalsOnTheBeat, async (request, reply) => {
    const { language } = reply.shell()
    const browser = browserIdOf(reply)
    const body = form.parse(request.body)
    const errand = openErrand(deps.secret, body.for, browser)
    const result = await checkPassword(deps, {
      typed: body.number,
      password: body.password,
      triesSubject: (number) => triesSubject(deps, request, number),
      address: addressOf(request),
      browser,
      errand,
      language,
    })
    if (!result.ok) return showRefusal(errand, body, result)
    setCookie(reply, deps.config, { name: attemptCookie, value: result.attemptCookie, maxAge: limits.attempt.life })
    rememberNumber(deps, reply, body.remember ? body.number : null)
    return reply.redirect(`/${language}${result.way ? pageOfWay[result.way] : chooseWay}`, 303)

    function showRefusal(from: Errand, typed: z.infer<typeof form>, refusal: Refusal) {
      const text = sentence(language, refusal)
      const field = fieldOf[refusal.code]
      if (refusal.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
      const shown = {
        number: typed.number,
        remember: Boolean(typed.remember),
        ...(field ? { errors: { [field]: text } } : { refusal: text, isClosed: refusal.code === 'door-closed' }),
      }
      return showDoors(deps, reply, from, shown, statusOf(refusal.code))
    }
  })
}

const fieldOf: Partial<Record<Refusal['code'], 'number' | 'password'>> = {
  'identifier-missing': 'number',
  'identifier-unreadable': 'number',
  'password-missing': 'password',
}
