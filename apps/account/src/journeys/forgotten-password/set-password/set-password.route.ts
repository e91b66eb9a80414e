// GET, POST /reset-password, with "Gửi lại" and the request to the unit administrator.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import type { Reset } from '../../../records/resets/store.ts'
import type { Refusal } from '../../../result.ts'
import { onTheBeat } from '../../../web/beat.ts'
import { captchaOf } from '../../../web/captcha-box.tsx'
import { checkCaptcha, dropWaited } from '../../../web/captcha.ts'
import { dropCookie } from '../../../web/cookies.ts'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { hasPortalProof } from '../../../web/portal-proof.ts'
import { openResetOf, resetCookie } from '../reset-cookie.ts'
import { askApproval } from './ask-approval.ts'
import { ApprovalAsked, CodeReplaced } from './done.page.tsx'
import { resetPassword, typedFaults } from './reset-password.ts'
import { sendResetAgain } from './send-again.ts'
import { SetPassword } from './set-password.page.tsx'

const form = z.object({
  code: textField(20),
  password: textField(1000),
  again: textField(1000),
  recovery: textField(60),
})

const fields: Partial<Record<Refusal['code'], string>> = {
  'code-format': 'code',
  'reset-code-wrong': 'code',
  'password-missing': 'password',
  'password-short': 'password',
  'password-long': 'password',
  'password-classes': 'password',
  'password-blocked': 'password',
  'password-reused': 'password',
  'password-unlike': 'again',
  'recovery-wrong': 'recovery',
  'reset-needs-proof': 'recovery',
  'captcha-missing': 'captcha',
  'captcha-wrong': 'captcha',
  'captcha-away': 'captcha',
}

export function setPasswordRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: { again?: string } }>('/reset-password', async (request, reply) => {
    const reset = await openResetOf(deps, reply)
    return reset ? show(deps, reply, reset, { sentAgain: request.query.again === '1' }) : startOver(reply)
  })

  app.post('/reset-password', onTheBeat, async (request, reply) => {
    const reset = await openResetOf(deps, reply)
    if (!reset) return startOver(reply)
    const typed = form.parse(request.body)
    const human = await checkCaptcha(deps, request, 'reset')
    const proof = { hasPortalProof: ({ id }: { id: string }) => hasPortalProof(deps, request, id, reset.now) }
    const result = human.ok
      ? await resetPassword(deps, {
          reset,
          ...typed,
          ...proof,
          address: addressOf(request),
          language: reply.shell().language,
        })
      : human
    if (!result.ok) {
      const state = { ...result, typed, also: typedFaults(deps, { reset, ...typed }, []) }
      return show(deps, reply, (await openResetOf(deps, reply)) ?? reset, state)
    }
    dropWaited(reply)
    dropCookie(reply, resetCookie)
    const shell = reply.shell()
    if (!result.replacement) return reply.redirect(`/${shell.language}/sign-in?done=password-set`, 303)
    return reply.sendPage(CodeReplaced({ shell: { ...shell, path: '/sign-in' }, replacement: result.replacement }))
  })

  app.post('/reset-password/send-again', onTheBeat, async (request, reply) => {
    const reset = await openResetOf(deps, reply)
    if (!reset) return startOver(reply)
    const { language } = reply.shell()
    const result = await sendResetAgain(deps, { reset, address: addressOf(request), language })
    return result.ok ? reply.redirect(`/${language}/reset-password?again=1`, 303) : show(deps, reply, reset, result)
  })

  app.post('/reset-password/ask', onTheBeat, async (request, reply) => {
    const reset = await openResetOf(deps, reply)
    if (!reset) return startOver(reply)
    await askApproval(deps, { reset, address: addressOf(request) })
    return reply.sendPage(ApprovalAsked({ shell: { ...reply.shell(), path: '/sign-in' } }))
  })
}

/** The reset is over, or was never begun in this browser. */
const startOver = (reply: FastifyReply) => reply.redirect(`/${reply.shell().language}/forgot-password?over=1`, 303)

type Refused = Refusal & { typed?: z.infer<typeof form>; also?: readonly Refusal[] }

/** After a refusal what was typed stays, except passwords. */
function show(deps: Deps, reply: FastifyReply, reset: Reset, state: Refused | { sentAgain: boolean }) {
  const shell = { ...reply.shell(), path: '/reset-password' }
  const isProven = reset.account_id !== null && hasPortalProof(deps, reply.request, reset.account_id, reset.now)
  const page = { shell, captcha: captchaOf(deps, reply, 'reset'), reset, hasPortalProof: isProven }
  if (!('code' in state)) return reply.sendPage(SetPassword({ ...page, errors: {}, ...state }))
  if (state.retryAfter) reply.header('retry-after', String(state.retryAfter))
  const { typed, also = [] } = state
  const say = (refusal: Refusal) => sentence(shell.language, refusal)
  const errors: Record<string, string> = {}
  for (const one of [...also, state]) {
    const field = fields[one.code]
    if (field) errors[field] = say(one)
  }
  const refusal = fields[state.code] ? undefined : say(state)
  return reply.sendPage(SetPassword({ ...page, errors, typed, refusal }), statusOf(state.code))
}
