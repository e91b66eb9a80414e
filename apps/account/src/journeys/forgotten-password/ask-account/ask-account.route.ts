// GET, POST /forgot-password.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { limits } from '../../../limits.ts'
import type { Refusal } from '../../../result.ts'
import { onTheBeat } from '../../../web/beat.ts'
import { browserIdOf } from '../../../web/browser.ts'
import { captchaOf } from '../../../web/captcha-box.tsx'
import { checkCaptcha, dropWaited } from '../../../web/captcha.ts'
import { setCookie } from '../../../web/cookies.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { resetCookie } from '../reset-cookie.ts'
import { AskAccount } from './ask-account.page.tsx'
import { readAccount, startReset } from './start-reset.ts'

const form = z.object({ account: textField(40) })
const atField: Partial<Record<Refusal['code'], 'account' | 'captcha'>> = {
  'identifier-missing': 'account',
  'identifier-unreadable': 'account',
  'captcha-missing': 'captcha',
  'captcha-wrong': 'captcha',
  'captcha-away': 'captcha',
}

export function askAccountRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { over?: string } }>('/forgot-password', async (request, reply) => {
    const shell = { ...reply.shell(), path: '/forgot-password' }
    const refusal = request.query.over === '1' ? sentence(shell.language, { code: 'reset-over' }) : undefined
    return reply.sendPage(
      AskAccount({ shell, captcha: captchaOf(deps, reply, 'forgot'), typed: '', errors: {}, refusal }),
    )
  })

  app.post('/forgot-password', onTheBeat, async (request, reply) => {
    const shell = reply.shell()
    const { account: typed } = form.parse(request.body)
    const input = { typed, browser: browserIdOf(reply), address: addressOf(request), language: shell.language }
    const readable = readAccount(typed)
    const human = readable.ok ? await checkCaptcha(deps, request, 'forgot') : readable
    const result = human.ok ? await startReset(deps, input) : human
    if (result.ok) {
      dropWaited(reply)
      setCookie(reply, deps.config, { name: resetCookie, value: result.cookie, maxAge: limits.reset.life })
      return reply.redirect(`/${shell.language}/reset-password`, 303)
    }
    const text = sentence(shell.language, result)
    const field = atField[result.code]
    if (result.retryAfter) reply.header('retry-after', String(result.retryAfter))
    const told = field ? { errors: { [field]: text } } : { errors: {}, refusal: text }
    const page = AskAccount({ shell, captcha: captchaOf(deps, reply, 'forgot'), typed, ...told })
    return reply.sendPage(page, statusOf(result.code))
  })
}
