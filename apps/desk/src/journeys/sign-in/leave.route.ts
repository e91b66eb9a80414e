// Whoever has no session goes straight to the account service's form; a page of ours shows only where that would lead nowhere.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { limits } from '../../limits.ts'
import { isAlive } from '../../records/sessions/store.ts'
import { browserIdOf } from '../../web/browser.ts'
import { dropCookie, setCookie } from '../../web/cookies.ts'
import { ownPage } from '../../web/own-page.ts'
import { sessionCookie } from '../../web/person.ts'
import { mustProveAnew } from '../../web/prove-anew.ts'
import { AccountAway } from './account-away.page.tsx'
import { DoorsClosed } from './doors-closed.page.tsx'
import { leave } from './leave.ts'
import { surplusTrips, tripCookie } from './trip.ts'

type Talk = { request: FastifyRequest; reply: FastifyReply }
type Wish = { next: string; fresh?: boolean; anyway?: boolean }

const flag = z.literal('1').optional().catch(undefined)
const query = z.object({ next: z.unknown().optional(), fresh: flag, anyway: flag })

export function signInRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/sign-in', async (request, reply) => {
    const read = query.parse(request.query)
    const wish = { next: ownPage(read.next) ?? '/', fresh: read.fresh === '1', anyway: read.anyway === '1' }
    const token = request.cookies[sessionCookie]
    if (!wish.fresh && token && (await isAlive(deps.db, tokenHash(token)))) return reply.redirect(wish.next, 303)
    return leaveForSignIn(deps, { request, reply }, wish)
  })
}

export async function leaveForSignIn(deps: Deps, { request, reply }: Talk, wish: Wish): Promise<FastifyReply> {
  const { language } = reply.shell()
  const next = ownPage(wish.next) ?? '/'
  const fresh = wish.fresh === true || (await mustProveAnew(deps.db, request))
  const left = await leave(deps, { browser: browserIdOf(reply), next, language, fresh, anyway: wish.anyway === true })
  const shell = { ...reply.shell(), path: '/sign-in' }
  if (left.kind === 'away') return reply.header('retry-after', '5').sendPage(AccountAway({ shell, next }), 503)
  if (left.kind === 'closed')
    return reply.header('retry-after', '60').sendPage(DoorsClosed({ shell, next, help: left.help }), 503)
  for (const name of surplusTrips(deps.secret, request.cookies)) dropCookie(reply, name)
  setCookie(reply, deps.config, { name: tripCookie(left.state), value: left.sealed, maxAge: limits.trip.life })
  return reply.header('cache-control', 'no-store').redirect(left.url, 303)
}
