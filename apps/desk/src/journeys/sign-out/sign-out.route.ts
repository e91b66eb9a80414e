// POST /sign-out ends our session; GET /signed-out leads on to the account service, or says what is left to know.
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import { seal, unseal } from '@motcua/web/sealed-value.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { findIdleSession, isAlive } from '../../records/sessions/store.ts'
import { dropCookie, setCookie } from '../../web/cookies.ts'
import { ownPage } from '../../web/own-page.ts'
import { sessionCookie } from '../../web/person.ts'
import { markProveAnew } from '../../web/prove-anew.ts'
import { signOut } from './sign-out.ts'
import { SignedOut, type SignedOutState } from './signed-out.page.tsx'

const leaving = 'desk_leaving'
const sealedLeaving = z.object({ url: z.url().nullable() })

export function signOutRoutes(app: FastifyInstance, deps: Deps): void {
  app.post('/sign-out', async (request, reply) => {
    const token = request.cookies[sessionCookie]
    const out = token ? await signOut(deps, tokenHash(token)) : ({ kind: 'done' } as const)
    dropCookie(reply, sessionCookie)
    if (out.kind === 'away') markProveAnew(deps.config, reply)
    if (out.kind !== 'done') {
      // A page in between: browsers follow a form only to the origins that its page names, and the account service goes on to
      // the portal's. The cookie keeps the ID token out of our own addresses.
      const value = seal(deps.secret, 'leaving', { url: out.kind === 'onward' ? out.url : null })
      setCookie(reply, deps.config, { name: leaving, value, maxAge: 60 })
    }
    return reply.redirect(`/${reply.shell().language}/signed-out`, 303)
  })

  app.get<{ Querystring: { next?: unknown } }>('/signed-out', async (request, reply) => {
    const { state, href } = await stateOf(deps, request, reply)
    return reply.sendPage(SignedOut({ shell: reply.shell(), state, href }))
  })

  /** A sign of life from idle.js: the guard has noted it by now. */
  app.post('/stay', async (_request, reply) => reply.code(204).send())
}

async function stateOf(
  deps: Deps,
  request: FastifyRequest<{ Querystring: { next?: unknown } }>,
  reply: FastifyReply,
): Promise<{ state: SignedOutState; href: string }> {
  const { language } = reply.shell()
  const next = ownPage(request.query.next) ?? `/${language}`
  const kept = sealedLeaving.safeParse(unseal(deps.secret, 'leaving', request.cookies[leaving]))
  dropCookie(reply, leaving)
  if (kept.data?.url) return { state: 'onward', href: kept.data.url }
  if (kept.success) return { state: 'away', href: next }
  const hash = tokenHash(request.cookies[sessionCookie] ?? '')
  if (await isAlive(deps.db, hash)) return { state: 'alive', href: next }
  return { state: (await findIdleSession(deps.db, hash)) ? 'idle' : 'out', href: next }
}
