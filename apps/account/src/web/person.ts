// Who is signed in here, and may they open this route? One hook answers both for every route.
import type { Db } from '@motcua/db/query.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import { languageOf, pathWithoutLanguage } from '@motcua/web/language.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { limits } from '../limits.ts'
import { isBarred } from '../records/accounts/holds.ts'
import { type Account, findAccount } from '../records/accounts/store.ts'
import { type Session, touchSession } from '../records/sessions/store.ts'
import { type Access, access, type Role } from './access.ts'

export type Person = { account: Account; session: Session; role: Role }

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that asks for a role. */
    person: Person | null
  }
}

export const sessionCookie = 'account_session'

/** Every role's word: unit administrators are officers with that role; enterprises stand with citizens. */
export function roleOf(account: Pick<Account, 'kind' | 'role'>): Role {
  if (account.kind === 'officer') return account.role === 'unit-admin' ? 'unit-admin' : 'officer'
  return account.kind === 'enterprise' ? 'citizen' : account.kind
}

/** The signed-in person of this browser; null where there is none, or the account is suspended or held. */
export async function findPerson(db: Db, request: FastifyRequest): Promise<Person | null> {
  const token = request.cookies[sessionCookie]
  const session = token ? await touchSession(db, tokenHash(token)) : undefined
  const account = session ? await findAccount(db, session.account_id) : undefined
  return session && account && !isBarred(account) ? { account, session, role: roleOf(account) } : null
}

/** Must be added before the routes. */
export function guardRoutes(app: FastifyInstance, db: Db): void {
  app.decorateRequest('person', null)
  app.addHook('preHandler', async (request, reply) => {
    const rule = ruleFor(request)
    if (rule === 'open' || rule === 'anyone') return
    if (!rule) return reply.sendProblem('forbidden')
    request.person = await findPerson(db, request)
    if (!request.person) return sendToSignIn(request, reply)
    if (!rule.includes(request.person.role)) return refuse(request, reply, request.person)
  })
}

/** ASVS 16.3.2: who tried what; the route's pattern and an id, no address and no name. */
function refuse(request: FastifyRequest, reply: FastifyReply, { account, role }: Person) {
  const { method, routeOptions } = request
  request.log.warn(
    { event: 'access-refused', method, route: routeOptions.url, account: account.id, role },
    'access-refused',
  )
  return reply.sendProblem('forbidden')
}

/** 'open': not found (404 answers by itself) or a machine route that checks its own credentials. */
function ruleFor(request: FastifyRequest): Access | 'open' | undefined {
  const { url, config } = request.routeOptions
  if (url === undefined || config.machine) return 'open'
  const method = request.method === 'HEAD' ? 'GET' : request.method
  return access[`${method} ${pathWithoutLanguage(url)}`]
}

function sendToSignIn(request: FastifyRequest, reply: FastifyReply) {
  const path = pathWithoutLanguage(request.url).split('?')[0] ?? '/'
  const form = path.startsWith('/console') ? '/console/sign-in' : '/sign-in'
  const next = request.method === 'GET' ? `?next=${encodeURIComponent(path)}` : ''
  return reply.redirect(`/${languageOf(request)}${form}${next}`, 303)
}

/** The person of a route whose access rule asks for one. */
export function personOf(request: FastifyRequest): Person {
  if (!request.person) throw new Error(`${request.routeOptions.url} has no person: its access rule says anyone`)
  return request.person
}

/** Did the person prove who they are within the last 5 minutes? Changing a factor asks for that. */
export const isFresh = (session: Session): boolean => session.proof_age <= limits.fresh.life

/** Where a stale person goes to prove themself; they come back to this page, or to `back` where it has no GET. */
export function sendToConfirm(request: FastifyRequest, reply: FastifyReply, back?: string) {
  const path = back ?? pathWithoutLanguage(request.url).split('?')[0] ?? '/'
  const place = path.startsWith('/console') ? '/console/confirm' : '/my-account/confirm'
  return reply.redirect(`/${languageOf(request)}${place}?next=${encodeURIComponent(path)}`, 303)
}
