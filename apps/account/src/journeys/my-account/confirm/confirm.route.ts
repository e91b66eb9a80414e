// The page of the fresh proof: which way, the code, and back to the page that needed it.
import { addressOf } from '@motcua/web/create-app.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../../deps.ts'
import { type Refusal, refuse } from '../../../result.ts'
import { browserIdOf } from '../../../web/browser.ts'
import { codeRefusal } from '../../../web/code-page.tsx'
import { statusOf, textField } from '../../../web/forms.ts'
import { sentence } from '../../../web/messages/codes.ts'
import { isFresh, personOf } from '../../../web/person.ts'
import { beginProof, sendProofCode } from './begin-proof.ts'
import { Confirm } from './confirm.page.tsx'
import { ConfirmCode } from './confirm-code.page.tsx'
import { factorRoutes } from './confirm-factor.route.ts'
import { finishProof } from './finish-proof.ts'
import { nextPage, onward } from './onward.ts'
import { findProofUnderWay, findWays } from './ways.ts'

const form = z.object({ password: textField(1000), next: textField(200) })
const codeForm = z.object({ code: textField(20), next: textField(200) })

type Query = { next?: string; portal?: string; way?: string; again?: string }

export function confirmRoutes(app: FastifyInstance, deps: Deps): void {
  app.get<{ Querystring: Query }>('/my-account/confirm', async (request, reply) => {
    const { session } = personOf(request)
    const { portal, way, again } = request.query
    const next = nextPage(request.query.next)
    if (isFresh(session)) return onward(reply, next)
    const underWay = way === 'other' || portal ? undefined : await findProofUnderWay(deps, session)
    if (underWay) return showCode(deps, reply, next, { sentAgain: again === '1' })
    const refusal = portal === 'away' ? refuse('portal-away') : portal ? refuse('portal-error') : undefined
    return showWays(deps, reply, next, refusal)
  })

  app.post('/my-account/confirm', async (request, reply) => {
    const person = personOf(request)
    const { password, next: asked } = form.parse(request.body)
    const next = nextPage(asked)
    const { language } = reply.shell()
    const ways = await findWays(deps, person, browserIdOf(reply))
    const result = await beginProof(deps, { person, ways, password, address: addressOf(request), language })
    return result.ok ? toConfirm(reply, next) : showWays(deps, reply, next, result)
  })

  codeRoutes(app, deps)
  factorRoutes(app, deps)
}

function codeRoutes(app: FastifyInstance, deps: Deps): void {
  app.post('/my-account/confirm/code', async (request, reply) => {
    const person = personOf(request)
    const { code, next: asked } = codeForm.parse(request.body)
    const next = nextPage(asked)
    const result = await finishProof(deps, { person, code, address: addressOf(request) })
    return result.ok ? onward(reply, next) : showCode(deps, reply, next, result)
  })

  app.post('/my-account/confirm/code/send-again', async (request, reply) => {
    const person = personOf(request)
    const next = nextPage(codeForm.parse(request.body).next)
    const last = await findProofUnderWay(deps, person.session)
    if (!last) return toConfirm(reply, next)
    const { language } = reply.shell()
    const again = { person, number: last.phone, address: addressOf(request), language, isAgain: true }
    const result = await sendProofCode(deps, again)
    return result.ok ? toConfirm(reply, next, '&again=1') : showCode(deps, reply, next, result)
  })
}

const pathFor = (next: string) => `/my-account/confirm?next=${encodeURIComponent(next)}`

const toConfirm = (reply: FastifyReply, next: string, more = '') =>
  reply.redirect(`/${reply.shell().language}${pathFor(next)}${more}`, 303)

async function showWays(deps: Deps, reply: FastifyReply, next: string, refusal?: Refusal) {
  const shell = { ...reply.shell(), path: pathFor(next) }
  const ways = await findWays(deps, personOf(reply.request), browserIdOf(reply))
  // The form to the portal ends at its origin: Chromium checks the whole chain of redirects.
  reply.formTargets = [new URL(deps.config.PORTAL_DISCOVERY_URL).origin]
  if (refusal?.retryAfter) reply.header('retry-after', String(refusal.retryAfter))
  const text = refusal ? sentence(shell.language, refusal) : undefined
  const atField = refusal?.code === 'password-missing' || refusal?.code === 'password-old-wrong'
  const told = atField ? { error: text } : { refusal: text }
  const fromPortal = reply.request.method === 'GET'
  return reply.sendPage(
    Confirm({ shell, next, ways, help: helpOf(reply), portalIsAway: refusal?.code === 'portal-away', ...told }),
    refusal && !fromPortal ? statusOf(refusal.code) : 200,
  )
}

const helpOf = (reply: FastifyReply) => personOf(reply.request).account.agency_help ?? reply.shell().site.help

async function showCode(deps: Deps, reply: FastifyReply, next: string, state: Refusal | { sentAgain: boolean }) {
  const shell = { ...reply.shell(), path: pathFor(next) }
  const challenge = await findProofUnderWay(deps, personOf(reply.request).session)
  if (!('code' in state)) return reply.sendPage(ConfirmCode({ shell, next, challenge, ...state }))
  if (state.retryAfter) reply.header('retry-after', String(state.retryAfter))
  return reply.sendPage(ConfirmCode({ shell, next, challenge, ...codeRefusal(shell, state) }), statusOf(state.code))
}
