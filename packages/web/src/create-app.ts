// A Fastify app with what all three share: headers, cookies, forms, assets, languages, plain error pages.
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
// Whoever imports this file sees what the cookie plugin adds to requests and replies.
export type { FastifyCookieOptions } from '@fastify/cookie'
import { findAsset } from '@motcua/ui/assets.ts'
import { renderPage } from '@motcua/ui/render.ts'
import type { Shell, Site } from '@motcua/ui/shell.ts'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { VNode } from 'preact'
import { browserOf, type ForgeryGuard, formToken, isOwnForm } from './forgery.ts'
import { addHostCookies } from './host-cookies.ts'
import { languageOf, pathWithoutLanguage } from './language.ts'
import type { Logger } from './log.ts'
import type { Answered } from './metrics.ts'
import { Problem, type ProblemKind, problemStatus } from './problem.tsx'
import { requestIdOf, withRequest } from './request-id.ts'
import { type PageSources, securityHeaders } from './security-headers.ts'
import type { Begin, OpenSpan } from './traces.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Open while traces are on and the answer is not there yet. */
    span: OpenSpan | null
    /** Set by `browserOf` when the browser had no id yet. */
    browserId: string | null
    /** What `reply.shell()` gave first. */
    ownShell: Shell | null
  }
  interface FastifyInstance {
    /** Only one that serves is ready; one that starts has no database yet, one that stops finishes what is under way. */
    phase: { now: 'starting' | 'serving' | 'stopping' }
    /** Metrics and traces listen here, where they are on. */
    measure: { answered: ((answered: Answered) => void) | null; begin: Begin | null }
  }
  interface FastifyReply {
    /** Origins beside our own that forms of this page may lead to. */
    formTargets: readonly string[] | null
    /** Foreign hosts that this page needs. */
    pageSources: PageSources | null
    /** What this page knows about where it stands. */
    shell: () => Shell
    sendPage: (page: VNode, status?: number) => FastifyReply
    sendProblem: (kind: ProblemKind, retryAfterSeconds?: number) => FastifyReply
  }
  interface FastifyContextConfig {
    /** The route is called by machines (tokens, callbacks, gateways) and carries no form token. */
    machine?: boolean
  }
}

export type WebOptions = {
  /** Names the cookies: `<name>_browser`. */
  name: string
  /** The public origin, e.g. "https://taikhoan.binhduong.gov.vn". */
  origin: string
  /** Keys the form token; 32 random bytes at least. */
  secret: string
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[]
  log: Logger
  site: Site
  /** Is this error a database that is away? Then the answer is 503, else 500. */
  isAway: (error: unknown) => boolean
}

const bodyLimit = 64 * 1024

export async function createWebApp(options: WebOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.log as never,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustedProxies.length ? [...options.trustedProxies] : false,
    bodyLimit,
    requestTimeout: 15_000,
    // Node looks every 30 s by itself: connections that never finish asking would stay for three times as long.
    http: { connectionsCheckingInterval: 2000, headersTimeout: 10_000 },
    // Whoever still sends on a connection that is open while we stop is served, and told to take another one next time.
    return503OnClosing: false,
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers),
    // Every line of a request has its id by the log itself, also those that are not written through the request.
    childLoggerFactory: (logger: unknown) => logger as never,
  }) as unknown as FastifyInstance
  const guard: ForgeryGuard = { cookie: `${options.name}_browser`, secret: options.secret, origin: options.origin }
  await app.register(cookie)
  if (options.origin.startsWith('https:')) addHostCookies(app)
  await app.register(formbody, { bodyLimit })
  decorate(app, options, guard)
  addHooks(app, options, guard)
  addAssets(app)
  addProblems(app, options)
  dropUnusedConnections(app)
  return app
}

/** Browsers open connections ahead that never ask anything; without this they would hold up the end for minutes. */
function dropUnusedConnections(app: FastifyInstance): void {
  const unused = new Map<Socket, number>()
  app.server.on('connection', (socket: Socket) => {
    unused.set(socket, performance.now())
    socket.once('close', () => unused.delete(socket))
  })
  app.server.on('request', (request: { socket: Socket }) => unused.delete(request.socket))
  app.addHook('preClose', async () => {
    // One that has just come may be about to ask.
    const young = performance.now() - 1000
    for (const [socket, since] of unused) if (since < young) socket.destroy()
    setTimeout(() => {
      for (const socket of unused.keys()) socket.destroy()
    }, 1000).unref()
    app.server.closeIdleConnections()
  })
}

function decorate(app: FastifyInstance, options: WebOptions, guard: ForgeryGuard) {
  app.decorate('phase', { now: 'serving' })
  app.decorate('measure', { answered: null, begin: null })
  app.decorateRequest('span', null)
  app.decorateRequest('browserId', null)
  app.decorateRequest('ownShell', null)
  app.decorateReply('formTargets', null)
  app.decorateReply('pageSources', null)
  app.decorateReply('shell', function shell(this: FastifyReply): Shell {
    const { request } = this
    if (request.ownShell) return request.ownShell
    const token = formToken(guard, browserOf(guard, request, this))
    // A page that answers a POST is shown again by GET at the same address, so its query may stay.
    request.ownShell = {
      language: languageOf(request),
      path: pathWithoutLanguage(request.url),
      token,
      site: options.site,
    }
    return request.ownShell
  })
  app.decorateReply('sendPage', function sendPage(this: FastifyReply, page: VNode, status = 200) {
    return this.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(renderPage(page))
  })
  app.decorateReply(
    'sendProblem',
    function sendProblem(this: FastifyReply, kind: ProblemKind, retryAfterSeconds?: number) {
      if (retryAfterSeconds) this.header('retry-after', String(retryAfterSeconds))
      const incident = kind === 'broken' ? this.request.id : undefined
      const shell = this.shell()
      // An address that is wrong may hold anything: its page repeats none of it.
      const path = kind === 'not-found' ? '/' : (shell.path.split('?')[0] ?? '/')
      const againIn = kind === 'busy' ? retryAfterSeconds : undefined
      return this.sendPage(Problem({ shell: { ...shell, path }, kind, incident, againIn }), problemStatus[kind])
    },
  )
}

function addHooks(app: FastifyInstance, options: WebOptions, guard: ForgeryGuard) {
  const https = options.origin.startsWith('https:')
  app.addHook('onRequest', (request, _reply, done) => {
    request.span = app.measure.begin?.(request.headers, request.id) ?? null
    withRequest({ id: request.id, traceparent: request.span?.traceparent }, done)
  })
  app.addHook('onRequest', async (request, reply) => {
    if (app.phase.now === 'starting' && !/^\/(health|assets)\//.test(request.url)) return reply.sendProblem('away', 5)
  })
  // No database keeps the character NUL, and no page of ours sends it: the request is at fault, not the service.
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.includes('%00')) return reply.sendProblem('bad-request')
  })
  app.addHook('preHandler', async (request, reply) => {
    const fields = Object.values((request.body ?? {}) as Record<string, unknown>).flat()
    if (fields.some((field) => typeof field === 'string' && field.includes('\0')))
      return reply.sendProblem('bad-request')
  })
  app.addHook('onSend', async (_request, reply) => {
    if (app.phase.now === 'stopping') reply.header('connection', 'close')
    const { formTargets, pageSources: sources } = reply
    for (const [name, value] of Object.entries(securityHeaders(https, { formTargets, sources })))
      reply.header(name, value)
  })
  app.addHook('preHandler', async (request, reply) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.routeOptions.config.machine) return
    if (!isOwnForm(guard, request)) return reply.sendProblem('forged')
  })
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the address: addresses may carry what a log must not.
    const route = request.routeOptions.url ?? 'unknown'
    const ms = Math.round(reply.elapsedTime)
    const { method } = request
    request.log.info({ event: 'request', method, route, status: reply.statusCode, ms }, 'request')
    const answered = { method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 }
    app.measure.answered?.(answered)
    request.span?.end(answered)
  })
}

function addAssets(app: FastifyInstance) {
  app.get<{ Params: { '*': string }; Querystring: { v?: string } }>('/assets/*', async (request, reply) => {
    const asset = findAsset(request.params['*'])
    if (!asset) return reply.sendProblem('not-found')
    const age = request.query.v === asset.hash ? 'public, max-age=31536000, immutable' : 'public, max-age=3600'
    return reply.header('cache-control', age).type(asset.type).send(asset.body)
  })
}

function addProblems(app: FastifyInstance, options: WebOptions) {
  app.setNotFoundHandler((_request, reply) => reply.sendProblem('not-found'))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const kind = problemOf(error, options.isAway)
    const level = kind === 'broken' || kind === 'away' ? 'error' : 'info'
    request.log[level]({ event: `request-${kind}`, route: request.routeOptions.url, error }, kind)
    try {
      return reply.sendProblem(kind, kind === 'away' ? 5 : undefined)
    } catch (second) {
      // The problem's own page cannot be made: nothing of either error may reach the person.
      request.log.error({ event: 'problem-page-broken', error: second }, 'problem-page-broken')
      return reply
        .code(500)
        .type('text/plain; charset=utf-8')
        .send(`Có lỗi ở phía chúng tôi. Mã sự cố: ${request.id}\n`)
    }
  })
}

function problemOf(error: FastifyError, isAway: (error: unknown) => boolean): ProblemKind {
  if (error.statusCode === 413) return 'too-large'
  // A form's field that no page of ours would send (much too long, twice): the request is at fault, not the service.
  if (error.name === 'ZodError') return 'bad-request'
  if (isAway(error)) return 'away'
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) return 'bad-request'
  return 'broken'
}

/** The request's address for limits: the client's, as far as trusted proxies tell. */
export const addressOf = (request: FastifyRequest): string => request.ip
