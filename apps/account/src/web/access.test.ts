// The matrix route × role: every route with every role, through the door; what is not listed is denied.
import { createWebApp } from '@motcua/web/create-app.ts'
import { createLog } from '@motcua/web/log.ts'
import { all, sql } from '@motcua/db/query.ts'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Door } from '../records/sessions/store.ts'
import { buildTestService, origin } from '../testing/build-app.ts'
import { signedIn, tokenOn } from '../testing/console-browser.ts'
import { addAdministrator, addCitizen, addOfficer, officer } from '../testing/people.ts'
import { access, type Role } from './access.ts'
import { guardRoutes } from './person.ts'

const service = await buildTestService()
const { app, deps } = service
afterAll(service.close)

const doors: Record<Role, Door> = {
  officer: 'standby',
  'unit-admin': 'portal',
  citizen: 'phone',
  administrator: 'console',
  auditor: 'console',
}
const roles = Object.keys(doors) as Role[]
const ids = {} as Record<Role, string>
beforeAll(async () => {
  ids.officer = (await addOfficer(deps, officer())).id
  ids['unit-admin'] = (await addOfficer(deps, officer({ role: 'unit-admin' }))).id
  ids.citizen = (await addCitizen(deps)).id
  ids.administrator = (await addAdministrator(deps)).id
  ids.auditor = (await addAdministrator(deps, 'auditor')).id
})

const entries = Object.entries(access).map(([route, rule]) => {
  const [method = '', path = ''] = route.split(' ')
  const url = app.hasRoute({ method: method as 'GET', url: path }) ? path : `/vi${path}`
  return { route, rule, method, path, url, isThere: app.hasRoute({ method: method as 'GET', url }) }
})

/** Nobody and nothing has these: the answer after the guard is a 404, a 4xx or a redirect. */
const filled = (url: string) =>
  url.replace(':id', '11111111-2222-4333-8444-555555555555').replace(/:\w+/, 'nothing').replace('*', 'motcua.css')

async function visit(role: Role | null, method: string, url: string): Promise<LightMyRequestResponse> {
  const browser = role ? await signedIn(service, ids[role], doors[role]) : service.browser()
  if (method === 'GET') return browser.get(filled(url))
  return browser.post(filled(url), { _token: await tokenOn(browser, '/vi/sign-in') })
}

const forbidden = (answer: LightMyRequestResponse) =>
  answer.statusCode === 403 && /Bạn không có quyền xem trang này|You may not see this page/.test(answer.body)

test('every route of the matrix is there', () => {
  const missing = entries.filter((entry) => !entry.isThere)
  expect(missing.map((entry) => entry.route)).toEqual([])
})

test.each(entries.filter((entry) => entry.isThere))('$route', async ({ rule, method, path, url }) => {
  for (const role of roles) {
    const answer = await visit(role, method, url)
    const isAllowed = rule === 'anyone' || rule.includes(role)
    expect([role, forbidden(answer)]).toEqual([role, !isAllowed])
    expect([role, answer.statusCode]).not.toEqual([role, 500])
  }
  const stranger = await visit(null, method, url)
  if (rule === 'anyone') return expect(forbidden(stranger)).toBe(false)
  const form = path.startsWith('/console') ? '/console/sign-in' : '/sign-in'
  expect(stranger.statusCode).toBe(303)
  expect(stranger.headers.location?.split('?')[0]).toMatch(new RegExp(`^/(vi|en)${form}$`))
})

test('a suspended person’s session opens nothing', async () => {
  await sql`update accounts set suspended_at = clock_now() where id = ${ids.auditor}`.execute(deps.db)
  const answer = await visit('auditor', 'GET', '/vi/console/standby')
  expect(answer.headers.location).toContain('/vi/console/sign-in')
})

test('an unlisted route is denied, also to an administrator', async () => {
  const site = { systemName: '', shortName: '', place: '', help: '' }
  const options = { name: 'account', origin, secret: deps.secret, trustedProxies: [], site, isAway: () => false }
  const bare = await createWebApp({ ...options, log: createLog('account', 'silent') })
  guardRoutes(bare, deps.db)
  bare.get('/vi/console/unlisted', async () => 'secret')
  const browser = await signedIn(service, ids.administrator)
  const answer = await bare.inject({ url: '/vi/console/unlisted', cookies: Object.fromEntries(browser.cookies) })
  expect(forbidden(answer)).toBe(true)
  await bare.close()
})

test('every page that the service has is listed, or checks machines by itself', async () => {
  const unlisted: string[] = []
  const routes = routesOf(app.printRoutes({ commonPrefix: false }))
  expect(routes).toContainEqual({ method: 'POST', url: '/en/console/officers/:id/suspend' })
  for (const { method, url } of routes) {
    const path = url.replace(/^\/(vi|en)(?=\/|$)/, '') || '/'
    if (access[`${method} ${path}`] || machines.has(path)) continue
    const answer = await visit('administrator', method, url)
    if (!forbidden(answer)) unlisted.push(`${method} ${url}`)
  }
  expect(unlisted).toEqual([])
})

/** What checks its callers by itself. The tree prints all wildcards (assets, the provider's paths) as one. */
const machines = new Set(['/.well-known/openid-configuration', '/*'])

/** Fastify's printed tree, as methods and full addresses. */
function routesOf(tree: string): { method: string; url: string }[] {
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const found = /^([│ ]*)[├└]── (\S*) ?(?:\(([A-Z, ]+)\))?/.exec(line)
    if (!found) return []
    const depth = (found[1] ?? '').length / 4
    above.length = depth
    above.push(found[2] ?? '')
    const url = above.join('')
    return (found[3] ?? '')
      .split(', ')
      .filter((method) => method === 'GET' || method === 'POST')
      .map((method) => ({ method, url }))
  })
}

test('denials leave no trace of a session', async () => {
  const rows = await all(deps.db, sql`select 1 from sessions where door = 'console' and account_id = ${ids.officer}`)
  expect(rows).toEqual([])
})
