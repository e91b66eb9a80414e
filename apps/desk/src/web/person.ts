// Who is signed in here, and may they open this route? One hook answers both for every route.
import type { Db } from '@motcua/db/query.ts'
import type { Language } from '@motcua/ui/shell.ts'
import { tokenHash } from '@motcua/web/keyed-hash.ts'
import { pathWithoutLanguage } from '@motcua/web/language.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findPastSession, type Session, touchSession } from '../records/sessions/store.ts'
import { type Access, access } from './access.ts'

export type Person = {
  sessionId: string
  sub: string
  name: string
  agency: string
  agencyName: Record<Language, string>
  role: 'officer' | 'unit-admin'
  rights: string[]
  door: 'portal' | 'standby'
  periodId: string | null
  /** When this session began at the desk, and when it ends however busy the person is. */
  openedAt: Date
  endsAt: Date
  /** Until `endsAt`, by the database's clock. */
  secondsLeft: number
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on every route that asks for an officer. */
    officer: Person | null
  }
  interface FastifyContextConfig {
    /**
     * Called when a form of this route arrives after its session’s time was over: keeps what was typed for them (the form's token
     * proves the browser, the session row the person). Gives the page to come back to, with its language prefix.
     */
    keepTyped?: (request: FastifyRequest, person: Person) => Promise<string | undefined>
  }
}

export const sessionCookie = 'desk_session'

/** What happens to somebody without a session; `next` is the page to come back to. */
export type SendToSignIn = (request: FastifyRequest, reply: FastifyReply, next: string) => Promise<FastifyReply>

const personFrom = (session: Session): Person => ({
  sessionId: session.id,
  sub: session.sub,
  name: session.name,
  agency: session.agency_code,
  agencyName: { vi: session.agency_name, en: session.agency_name_en || session.agency_name },
  role: session.role,
  rights: session.rights,
  door: session.door,
  periodId: session.period_id,
  openedAt: session.created_at,
  endsAt: session.expires_at,
  secondsLeft: session.left,
})

/** The signed-in officer of this browser. Counts as a sign of life. */
export async function findPerson(db: Db, request: FastifyRequest): Promise<Person | null> {
  const token = request.cookies[sessionCookie]
  const session = token ? await touchSession(db, tokenHash(token)) : undefined
  return session ? personFrom(session) : null
}

/** Must be added before the routes. */
export function guardRoutes(app: FastifyInstance, db: Db, sendToSignIn: SendToSignIn): void {
  app.decorateRequest('officer', null)
  app.addHook('preHandler', async (request, reply) => {
    const rule = ruleFor(request)
    if (rule === 'open' || rule === 'anyone') return
    if (!rule) return reply.sendProblem('forbidden')
    request.officer = await findPerson(db, request)
    if (!request.officer) return sendToSignIn(request, reply, await pageToComeBackTo(app, db, request, rule))
    if (!allows(rule, request.officer)) return reply.sendProblem('forbidden')
  })
}

/** 'open': not found (404 answers by itself) or a machine route that checks its own credentials. */
function ruleFor(request: FastifyRequest): Access | 'open' | undefined {
  const { url, config } = request.routeOptions
  if (url === undefined || config.machine) return 'open'
  const method = request.method === 'HEAD' ? 'GET' : request.method
  return access[`${method} ${pathWithoutLanguage(url)}`]
}

const allows = (rule: Exclude<Access, 'anyone'>, person: Person): boolean =>
  rule === 'officer' || rule.some((right) => person.rights.includes(right))

/** The page itself; for a form the nearest page at or above its address, once what was typed is kept. */
async function pageToComeBackTo(
  app: FastifyInstance,
  db: Db,
  request: FastifyRequest,
  rule: Exclude<Access, 'anyone'>,
): Promise<string> {
  if (request.method === 'GET') return request.url
  const token = request.cookies[sessionCookie]
  const past = token && request.routeOptions.config.keepTyped ? await findPastSession(db, tokenHash(token)) : undefined
  const person = past ? personFrom(past) : undefined
  const mayKeep = person && allows(rule, person)
  const kept = mayKeep ? await request.routeOptions.config.keepTyped?.(request, person) : undefined
  return kept ?? nearestPage(app, request.routeOptions.url ?? '/', request.url.split('?')[0] ?? '/')
}

function nearestPage(app: FastifyInstance, pattern: string, path: string): string {
  if (pattern.length <= 1 || app.hasRoute({ method: 'GET', url: pattern })) return path || '/'
  const up = (address: string) => address.slice(0, address.lastIndexOf('/'))
  return nearestPage(app, up(pattern), up(path))
}

/** The person of a route whose access rule asks for one. */
export function personOf(request: FastifyRequest): Person {
  if (!request.officer) throw new Error(`${request.routeOptions.url} has no person: its access rule says anyone`)
  return request.officer
}
