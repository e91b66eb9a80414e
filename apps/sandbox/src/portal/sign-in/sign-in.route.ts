// The portal's sign-in pages: ID number and password, then a code; or a person picked with one click.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { portalShell } from '../portal-shell.ts'
import type { Portal, Visit } from '../portal.ts'
import { withError } from './answer.ts'
import { EnterCode } from './enter-code.page.tsx'
import { SignIn, type SignInProps } from './sign-in.page.tsx'
import { words } from '../messages.ts'
import { checkCode, enter, everybodysPassword, pages, sendCode } from './visit.ts'

const text = z.string().max(200).catch('')
const form = z.object({ sessionDataKey: text, number: text, password: text, person: text, code: text, q: text })

const mostShown = 8

export function signInRoutes(app: FastifyInstance, portal: Portal): void {
  const on =
    (handle: (visit: Visit, sent: z.infer<typeof form>, reply: FastifyReply) => FastifyReply) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const sent = form.parse({ ...(request.query as object), ...(request.body as object | undefined) })
      const visit = portal.visits.get(sent.sessionDataKey)
      if (!visit) return reply.redirect(pages.over, 303)
      // A second click on a finished visit: one effect, the same way back.
      if (visit.wentTo) return reply.redirect(visit.wentTo, 303)
      // Where a client leads the browser onwards is not the portal's to know.
      reply.formTargets = ['http:', 'https:']
      return handle(visit, sent, reply)
    }

  app.get(
    '/authenticationendpoint/login.do',
    on((_visit, sent, reply) => reply.sendPage(signInPage(portal, reply, sent))),
  )
  app.post(
    '/commonauth',
    on((visit, sent, reply) => {
      const person = portal.people.byLogin(sent.number)
      if (!person || sent.password !== everybodysPassword) {
        const refusal = words[portalShell(reply).language].wrong
        return reply.sendPage(signInPage(portal, reply, sent, { number: sent.number, refusal }), 422)
      }
      sendCode(portal, visit, person)
      return reply.redirect(pages.code(sent.sessionDataKey), 303)
    }),
  )
  app.post(
    '/commonauth/pick',
    on((visit, sent, reply) => {
      const person = portal.people.byId(sent.person)
      if (!person) return reply.redirect(pages.signIn(sent.sessionDataKey), 303)
      if (portal.faults.read().portal.mode !== 'no-codes') return enter(portal, visit, person, reply)
      sendCode(portal, visit, person)
      return reply.redirect(pages.code(sent.sessionDataKey), 303)
    }),
  )
  app.post(
    '/commonauth/cancel',
    on((visit, _sent, reply) => {
      visit.wentTo = withError(visit.request, 'access_denied', 'User denied the authentication')
      return reply.redirect(visit.wentTo, 303)
    }),
  )
  app.get(
    '/authenticationendpoint/smsotp.do',
    on((visit, sent, reply) => codePage(portal, reply, visit, sent.sessionDataKey)),
  )
  app.post(
    '/commonauth/code',
    on((visit, sent, reply) => {
      const answer = checkCode(portal, visit, sent.code)
      if (answer === 'right') return enter(portal, visit, visit.waiting!.person, reply)
      const say = words[portalShell(reply).language]
      return codePage(portal, reply, visit, sent.sessionDataKey, answer === 'wrong' ? say.codeWrong : say.codeDead)
    }),
  )
  app.post(
    '/commonauth/code/again',
    on((visit, sent, reply) => {
      if (visit.waiting) sendCode(portal, visit, visit.waiting.person)
      return reply.redirect(pages.code(sent.sessionDataKey), 303)
    }),
  )
}

type Sent = z.infer<typeof form>

function signInPage(portal: Portal, reply: FastifyReply, sent: Sent, more: Partial<SignInProps> = {}) {
  const shell = { ...portalShell(reply), path: pages.signIn(sent.sessionDataKey) }
  const people = portal.people.search(sent.q, mostShown)
  return SignIn({ shell, visit: sent.sessionDataKey, search: sent.q, people, count: portal.people.count, ...more })
}

function codePage(portal: Portal, reply: FastifyReply, visit: Visit, key: string, refusal?: string) {
  if (!visit.waiting) return reply.redirect(pages.signIn(key), 303)
  const shell = { ...portalShell(reply), path: pages.code(key) }
  const { phone } = visit.waiting.person
  const page = EnterCode({ shell, visit: key, phone, phoneUrl: `${portal.sandboxOrigin}/phones/${phone}`, refusal })
  return reply.sendPage(page, refusal ? 422 : 200)
}
